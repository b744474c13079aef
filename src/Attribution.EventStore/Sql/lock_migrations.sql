-- Called by Migrator, first on its connection: one migrator at a time per database, until the connection is closed.
select pg_advisory_lock(4711200101)
