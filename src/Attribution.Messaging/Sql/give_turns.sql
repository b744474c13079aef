-- Settlements, after and in the transaction of complete and bury: lets the first message that was set aside in each
-- lane compete again. A statement of its own, because it must see what was set aside until the finished row was
-- locked.
update attribution.msg_messages
set waits_for_turn = false
where message_id in (
    select (
        select message_id
        from attribution.msg_messages
        where lane = finished.lane
          and state = 'available'
          and waits_for_turn
        order by position
        limit 1)
    from (select distinct lane from unnest($1::bigint[]) as given (lane)) as finished);
