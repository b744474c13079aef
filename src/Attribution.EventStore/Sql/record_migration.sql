-- Called by Migrator in the transaction of the migration itself.
insert into attribution.schema_migrations (module, number, name, checksum) values ($1, $2, $3, $4)
