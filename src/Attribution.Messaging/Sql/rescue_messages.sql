-- Upkeep: makes messages available again that a dead node left running, and records the lost attempt.
with lost as materialized (
    select message_id, claims, node_id
    from attribution.msg_messages as message
    where state = 'running'
      and not exists (select from attribution.msg_nodes as node where node.node_id = message.node_id)
    order by position
    limit $2
),
rescued as (
    update attribution.msg_messages as message
    set state = 'available', node_id = null
    from lost
    where message.message_id = lost.message_id
      and message.claims = lost.claims
      and message.state = 'running'
    returning message.message_id, message.claims, message.attempts, message.queue, lost.node_id
),
recorded as (
    insert into attribution.msg_failures (message_id, claim, attempt, failed_at, node_id, code, detail)
    select message_id, claims, attempts, $1, node_id,
        'NODE_LOST', 'The node that handled the message stopped answering.'
    from rescued
)
select queue
from rescued;
