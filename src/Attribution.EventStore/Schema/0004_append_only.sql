-- Applied by the migrator. Guarantees that a stored event is never changed or removed, whoever is connected:
-- only the archiving mark may change.
create function attribution.refuse_change_of_events() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - 'is_archived' = to_jsonb(old) - 'is_archived' then
        return new;
    end if;
    raise exception 'attribution.mt_events is append-only: % is refused', tg_op
        using errcode = 'restrict_violation',
              hint = 'Record a new event that corrects the earlier one. Archiving a stream is the only change allowed.';
end
$$;

create trigger refuse_change before update or delete on attribution.mt_events
    for each row execute function attribution.refuse_change_of_events();

create trigger refuse_truncate before truncate on attribution.mt_events
    for each statement execute function attribution.refuse_change_of_events();

revoke update, delete, truncate on attribution.mt_events from public;
