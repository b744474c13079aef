-- Queues that somebody paused, and the nodes that are alive.
create table attribution.msg_queues (
    queue     text        not null constraint pkey_msg_queues primary key,
    paused_at timestamptz not null,
    paused_by text        not null,
    reason    text        not null
);

create table attribution.msg_nodes (
    node_id     uuid        not null constraint pkey_msg_nodes primary key,
    name        text        not null,
    started_at  timestamptz not null,
    -- a node that does not renew in time is deleted by whoever notices, and its messages are rescued
    lease_until timestamptz not null
);
