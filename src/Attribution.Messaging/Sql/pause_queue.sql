-- Operators: nothing more is claimed from the queue; what is running runs on. The first pause keeps its author.
insert into attribution.msg_queues (queue, paused_at, paused_by, reason)
values ($1, $2, $3, $4)
on conflict (queue) do nothing
returning queue;
