-- Called by ShadowTables once it has cleared away what was left over.
select pg_advisory_unlock(hashtextextended($1, 4711200103))
