-- Messages that reused the id of another message with another body: kept for inspection, never handled.
create table attribution.msg_conflicts (
    message_id   uuid        not null,
    digest       bytea       not null,
    tenant_id    text        not null,
    queue        text        not null,
    source       text        not null,
    id           text        not null,
    type         text        not null,
    headers      jsonb,
    body         json,
    body_raw     bytea,
    received_at  timestamptz not null,
    constraint pkey_msg_conflicts primary key (message_id, digest),
    constraint one_body check (num_nonnulls(body, body_raw) = 1)
);

create index ix_msg_conflicts_tenant on attribution.msg_conflicts (tenant_id, received_at);
