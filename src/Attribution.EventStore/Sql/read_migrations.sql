-- Called by Migrator: what has been applied to this database.
select m.module, m.number, m.checksum from attribution.schema_migrations m
