-- Called by ShadowTables: a trigger of somebody's on the live table, which a rebuild would lose.
select t.tgname::text
from pg_trigger t
where t.tgrelid = ('attribution.' || quote_ident($1))::regclass and not t.tgisinternal
limit 1
