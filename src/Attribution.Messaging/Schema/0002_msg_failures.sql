-- Why each attempt failed: written by retry, bury and rescue, read with a dead letter, gone with its message.
create table attribution.msg_failures (
    message_id uuid        not null,
    claim      integer     not null,
    attempt    integer     not null,
    failed_at  timestamptz not null,
    node_id    uuid,
    code       text        not null,
    detail     text        not null,
    stack      text,
    constraint pkey_msg_failures primary key (message_id, claim),
    constraint fkey_msg_failures_message foreign key (message_id)
        references attribution.msg_messages (message_id) on delete cascade
);
