-- Delivery loop: takes messages for a node; no two nodes get one message, and of a lane only the first, alone. A
-- candidate that is not the first of its lane is set aside (waits_for_turn), so that a long lane is walked once and
-- not by every claim. It is set aside only while a locked row of its lane is alive, and whoever finishes that row
-- gives the turn to the next one (give_turns.sql), so nothing waits for a turn that never comes.
with candidate as materialized (
    select message_id, lane, position
    from attribution.msg_messages
    where queue = $1
      and state = 'available'
      and not waits_for_turn
      and not exists (select from attribution.msg_queues where queue = $1)
      and exists (select from attribution.msg_nodes where node_id = $2)
    order by position
    limit $3
    for update skip locked
),
-- Whoever keeps a candidate waiting: the message of its lane that is running, otherwise the first one before it.
-- Each candidate is looked up by its lane ("limit"), also by a plan that was made while nothing was running.
blocked as materialized (
    select candidate.message_id, coalesce(running.message_id, earlier.message_id) as blocker
    from candidate
    left join lateral (
        select message_id
        from attribution.msg_messages
        where lane = candidate.lane and state = 'running'
        limit 1
    ) as running on true
    left join lateral (
        select message_id
        from attribution.msg_messages
        where lane = candidate.lane
          and position < candidate.position
          and state in ('available', 'running', 'retrying')
        order by position
        limit 1
    ) as earlier on true
    where candidate.lane is not null
      and (running.message_id is not null or earlier.message_id is not null)
),
held as materialized (
    select message_id
    from attribution.msg_messages
    where message_id in (select blocker from blocked except select message_id from candidate)
      and state in ('available', 'running', 'retrying')
      and not waits_for_turn
    for share skip locked
),
set_aside as (
    update attribution.msg_messages as message
    set waits_for_turn = true
    from blocked
    where message.message_id = blocked.message_id
      and (blocked.blocker in (select message_id from held)
           or blocked.blocker in (select message_id from candidate except select message_id from blocked))
    returning message.message_id
),
claimed as (
    update attribution.msg_messages as message
    set state = 'running', node_id = $2, attempts = message.attempts + 1, claims = message.claims + 1
    from candidate
    where message.message_id = candidate.message_id
      and candidate.message_id not in (select message_id from blocked)
    returning
        message.message_id, message.claims, message.attempts, message.lane, message.position, message.tenant_id,
        message.source, message.id, message.type, message.subject, message.correlation_id, message.causation_id,
        message.content_type, message."time", message.deliver_by, message.headers, message.body, message.accepted_at
)
select
    turns.set_aside, claimed.message_id, claimed.claims, claimed.attempts, claimed.lane, claimed.tenant_id,
    claimed.source,
    claimed.id, claimed.type, claimed.subject, claimed.correlation_id, claimed.causation_id, claimed.content_type,
    claimed."time", claimed.deliver_by, claimed.headers, claimed.body, claimed.accepted_at
from (select count(*) as set_aside from set_aside) as turns
left join claimed on true
order by claimed.position;
