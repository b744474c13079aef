-- Called by ProjectionSession, first on its connection: whether this session is now the one that runs a projection. The
-- lease ends with the session.
select pg_try_advisory_lock(hashtextextended($1, 4711200102))
