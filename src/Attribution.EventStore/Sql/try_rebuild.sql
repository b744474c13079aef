-- Called by ShadowTables: whether this session may rebuild a projection: no other one does. Ends with the session.
select pg_try_advisory_lock(hashtextextended($1, 4711200103))
