-- Operators: sends dead letters through the queue again, as the last of their lanes, with all their attempts before
-- them. What is not readable stays dead until it is edited.
with replayed as (
    update attribution.msg_messages
    set state = 'available',
        position = nextval('attribution.msg_position'),
        attempts = 0,
        finished_at = null,
        deliver_by = null,
        problem_code = null,
        problem_detail = null
    where message_id = any($1::uuid[])
      and tenant_id = $2
      and state = 'dead'
      and body_raw is null
    returning message_id, queue
),
recorded as (
    insert into attribution.msg_interventions (message_id, kind, made_at, made_by, reason)
    select message_id, 'replayed', $3, $4, $5
    from replayed
)
select message_id, queue
from replayed;
