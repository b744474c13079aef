-- Migrator, in the transaction of the migration itself.
insert into attribution.msg_migrations (name, applied_at)
values ($1, $2);
