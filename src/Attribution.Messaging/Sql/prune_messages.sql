-- Upkeep: forgets messages that were finished long ago. Dead letters stay until somebody replays or discards them.
delete from attribution.msg_messages
where message_id in (
    select message_id
    from attribution.msg_messages
    where state = 'done'
      and finished_at < $1
    order by finished_at
    limit $2);
