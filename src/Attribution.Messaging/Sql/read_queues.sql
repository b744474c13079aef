-- Operators: how many messages of each queue are in each state, since when the oldest waits, and who paused the queue.
select
    counted.queue,
    counted.state,
    counted.messages,
    counted.oldest,
    paused.queue as paused_queue,
    paused.paused_at,
    paused.paused_by,
    paused.reason
from (
    select queue, state, count(*) as messages, min(accepted_at) as oldest
    from attribution.msg_messages
    where state <> 'done'
    group by queue, state
) as counted
full join attribution.msg_queues as paused on paused.queue = counted.queue
order by coalesce(counted.queue, paused.queue), counted.state;
