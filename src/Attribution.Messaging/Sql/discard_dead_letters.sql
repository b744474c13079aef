-- Operators: gives dead letters up, with a reason. They are pruned like every finished message.
with discarded as (
    update attribution.msg_messages
    set state = 'done', outcome = 'discarded', finished_at = $3
    where message_id = any($1::uuid[])
      and tenant_id = $2
      and state = 'dead'
    returning message_id
),
recorded as (
    insert into attribution.msg_interventions (message_id, kind, made_at, made_by, reason)
    select message_id, 'discarded', $3, $4, $5
    from discarded
)
select message_id
from discarded;
