-- Called by ShadowTables: the statements that give a shadow table what the live one has. $2: its keys; else all the
-- rest, indexes first. The texts are the database's own descriptions of the live table.
with live as (
    select c.oid, c.relname, c.relowner, c.relacl, c.reloptions, c.relrowsecurity, c.relforcerowsecurity,
        format('attribution.%I', c.relname) as old_name, format('attribution_rebuild.%I', c.relname) as new_name
    from pg_class c
    where c.oid = ('attribution.' || quote_ident($1))::regclass
),
definitions as (
    select 1 as step, k.contype in ('p', 'u', 'x') as is_key, k.conname::text as name,
        format('alter table %s add constraint %I %s', l.new_name, k.conname, pg_get_constraintdef(k.oid)) as statement
    from live l
    join pg_constraint k on k.conrelid = l.oid and k.contype in ('p', 'u', 'x', 'f')
    union all
    select 2, false, i.indexrelid::regclass::text,
        replace(pg_get_indexdef(i.indexrelid), ' ON ' || l.old_name || ' USING ', ' ON ' || l.new_name || ' USING ')
    from live l
    join pg_index i on i.indrelid = l.oid
    where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.conrelid = l.oid)
    union all
    select 3, false, '', format('alter table %s set (%s)', l.new_name, array_to_string(l.reloptions, ', '))
    from live l
    where l.reloptions is not null
    union all
    select 4, false, p.policyname::text,
        format('create policy %I on %s as %s for %s to %s', p.policyname, l.new_name, p.permissive, p.cmd,
            (select string_agg(case when r = 'public' then r else quote_ident(r) end, ', ')
            from unnest(p.roles::text[]) r))
        || coalesce(' using (' || p.qual || ')', '') || coalesce(' with check (' || p.with_check || ')', '')
    from live l
    join pg_policies p on p.schemaname = 'attribution' and p.tablename = l.relname
    union all
    select 5, false, s.setting, format('alter table %s %s row level security', l.new_name, s.setting)
    from live l
    join (values ('enable'), ('force')) s (setting)
        on (s.setting = 'enable' and l.relrowsecurity) or (s.setting = 'force' and l.relforcerowsecurity)
    union all
    select 6, false, a.privilege_type,
        format('grant %s on %s to %s', a.privilege_type, l.new_name,
            case when a.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end)
        || case when a.is_grantable then ' with grant option' else '' end
    from live l
    cross join lateral aclexplode(l.relacl) a
    where a.grantee <> l.relowner
    union all
    select 7, false, '', format('alter table %s owner to %I', l.new_name, pg_get_userbyid(l.relowner))
    from live l
    where l.relowner <> (select r.oid from pg_roles r where r.rolname = current_user)
)
select d.statement from definitions d where d.is_key = $2 order by d.step, d.name
