-- Applied by the migrator. What was recorded of access is kept for as long as whoever runs the system says, and never
-- for less than this function lets go. Nobody who serves callers may remove a row by any other way.
create function attribution.forget_access(before timestamptz, most integer) returns integer
    language plpgsql security definer set search_path = pg_catalog as $$
declare
    forgotten integer;
begin
    if before > now() - interval '90 days' then
        raise exception 'what was recorded of access is kept for 90 days at least'
            using errcode = 'invalid_parameter_value';
    end if;

    perform set_config('attribution.forgets', 'yes', true);
    delete from attribution.access_audit a where a.ctid = any(array(
        select o.ctid from attribution.access_audit o where o.at < before limit most));
    get diagnostics forgotten = row_count;
    perform set_config('attribution.forgets', '', true);
    return forgotten;
end
$$;

revoke all on function attribution.forget_access(timestamptz, integer) from public;
grant execute on function attribution.forget_access(timestamptz, integer) to attribution_writer;

-- Entries come in the order of their time: the old ones are found without a look at the others.
create index access_audit_idx_age on attribution.access_audit using brin (at);

-- As in 0080; forget_access alone says so, and whoever else may delete here could as well drop the trigger.
create or replace function attribution.refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('attribution.forgets', true) = 'yes' then
        return old;
    end if;

    raise exception 'attribution.access_audit is append-only: % is refused', tg_op using errcode = 'restrict_violation';
end
$$;
