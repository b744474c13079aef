-- Upkeep: forgets messages that reused an id, some time after they came.
delete from attribution.msg_conflicts
where (message_id, digest) in (
    select message_id, digest
    from attribution.msg_conflicts
    where received_at < $1
    limit $2);
