-- Called by DatabaseRoles for each new connection of readers: what is wrong with its role, null when row-level security
-- holds it.
select case
    when r.rolname <> $1 then 'is in another role: ' || r.rolname
    when r.rolsuper or r.rolbypassrls then 'can bypass row-level security'
    when pg_has_role(r.oid, 'attribution_writer', 'member') then 'can become the writer'
    when exists (
        select from pg_class t
        join pg_namespace n on n.oid = t.relnamespace
        where n.nspname = 'attribution' and pg_has_role(r.oid, t.relowner, 'usage')) then 'owns a table'
    end
from pg_roles r
where r.rolname = current_user
