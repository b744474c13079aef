-- Operators: the queue is claimed from again.
delete from attribution.msg_queues
where queue = $1
returning queue;
