-- The inbox mark: one row per message or command whose effect is committed, in the same transaction as the effect.
create table attribution.msg_handled (
    message_id uuid        not null constraint pkey_msg_handled primary key,
    handled_at timestamptz not null,
    -- the first answer of a command, given again when the command comes again
    answer     json
);

create index ix_msg_handled_handled_at on attribution.msg_handled using brin (handled_at);
