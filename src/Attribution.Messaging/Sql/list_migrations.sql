-- Migrator: the migrations that were applied before.
select name
from attribution.msg_migrations;
