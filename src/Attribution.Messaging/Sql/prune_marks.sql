-- Upkeep: forgets inbox marks whose message can no longer come again (its row is gone and the mark is old).
delete from attribution.msg_handled
where message_id in (
    select message_id
    from attribution.msg_handled as handled
    where handled_at < $1
      and not exists (
          select from attribution.msg_messages as message where message.message_id = handled.message_id)
    limit $2);
