-- Upkeep: makes messages available whose time has come. A scheduled one takes its place in the queue now, in the
-- order of the times; a retried one keeps its place, so that it is still the first of its lane.
with due as materialized (
    select message_id, state
    from attribution.msg_messages
    where state in ('scheduled', 'retrying')
      and due_at <= $1
    order by due_at, position
    limit $2
),
placed as materialized (
    select message_id, case when state = 'scheduled' then nextval('attribution.msg_position') end as position
    from due
)
update attribution.msg_messages as message
set state = 'available', due_at = null, position = coalesce(placed.position, message.position)
from placed
where message.message_id = placed.message_id
  and message.state in ('scheduled', 'retrying')
  and message.due_at <= $1
returning message.queue;
