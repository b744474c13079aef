-- Operators: replaces the body of a dead letter and keeps the one it replaces. The digest stays that of the message
-- as it was published, so that a late copy of it is still recognised.
with replaced as (
    select message_id, body, body_raw
    from attribution.msg_messages
    where message_id = $1
      and tenant_id = $2
      and state = 'dead'
    for update
),
edited as (
    update attribution.msg_messages as message
    set body = $3, body_raw = null, type = coalesce($4, message.type)
    from replaced
    where message.message_id = replaced.message_id
    returning message.message_id
)
insert into attribution.msg_interventions (
    message_id, kind, made_at, made_by, reason, replaced_body, replaced_body_raw)
select message_id, 'edited', $5, $6, $7, body, body_raw
from replaced
where message_id in (select message_id from edited)
returning message_id;
