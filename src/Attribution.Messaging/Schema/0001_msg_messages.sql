-- Every message, incoming, outgoing and scheduled, from its acceptance until it is pruned. The checks are the state
-- machine.
create sequence attribution.msg_position;

create table attribution.msg_messages (
    -- derived from tenant, source and id, so the primary key refuses a second copy
    message_id     uuid        not null constraint pkey_msg_messages primary key,
    tenant_id      text        not null,
    queue          text        not null,
    state          text        not null,
    -- the place in the queue; a scheduled message takes its place when it becomes due
    position       bigint      not null default nextval('attribution.msg_position'),
    -- a number for queue, tenant and subject; messages of one lane are handled one at a time, in order
    lane           bigint,
    -- true while an earlier message of the lane is alive: keeps the message out of the claim's index
    waits_for_turn boolean     not null default false,
    source         text        not null,
    id             text        not null,
    type           text        not null,
    subject        text,
    correlation_id text,
    causation_id   text,
    content_type   text        not null,
    "time"         timestamptz,
    headers        jsonb,
    -- json and not jsonb: the text is kept byte for byte and can still be queried
    body           json,
    -- what arrived and is no json at all
    body_raw       bytea,
    digest         bytea       not null,
    accepted_at    timestamptz not null,
    deliver_by     timestamptz,
    due_at         timestamptz,
    -- how often handling was started since acceptance or the last replay
    attempts       integer     not null default 0,
    -- how often it was claimed in its whole life: the fence that keeps a late settlement out
    claims         integer     not null default 0,
    node_id        uuid,
    finished_at    timestamptz,
    outcome        text,
    problem_code   text,
    problem_detail text,

    constraint state_is_known check (state in ('scheduled', 'available', 'running', 'retrying', 'done', 'dead')),
    constraint due_while_waiting_for_a_time check ((state in ('scheduled', 'retrying')) = (due_at is not null)),
    constraint node_while_running check ((state = 'running') = (node_id is not null)),
    constraint finished_at_the_end check ((state in ('done', 'dead')) = (finished_at is not null)),
    constraint outcome_when_done check ((state = 'done') = (outcome is not null)),
    constraint outcome_is_known check (outcome in ('handled', 'already_handled', 'expired', 'discarded')),
    constraint problem_when_dead check (state <> 'dead' or problem_code is not null),
    constraint only_available_waits_for_turn check (not waits_for_turn or (state = 'available' and lane is not null)),
    constraint one_body check (num_nonnulls(body, body_raw) = 1),
    constraint unreadable_is_never_handled
        check (body_raw is null or state = 'dead' or outcome is not distinct from 'discarded'),
    constraint counts_are_sane check (attempts >= 0 and claims >= attempts)
)
with (
    -- rows change state a few times and leave: vacuum must keep pace with the claims
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.05,
    autovacuum_vacuum_cost_delay = 0
);

-- the claim reads the front of this and nothing else
create index ix_msg_messages_claim on attribution.msg_messages (queue, position)
    where state = 'available' and not waits_for_turn;

-- who is before whom in a lane
create index ix_msg_messages_lane on attribution.msg_messages (lane, position)
    where lane is not null and state in ('available', 'running', 'retrying');

-- at most one message of a lane is in flight: the database refuses a second
create unique index ux_msg_messages_one_running_per_lane on attribution.msg_messages (lane)
    where lane is not null and state = 'running';

create index ix_msg_messages_running on attribution.msg_messages (node_id) where state = 'running';
create index ix_msg_messages_due on attribution.msg_messages (due_at) where state in ('scheduled', 'retrying');
create index ix_msg_messages_done on attribution.msg_messages (finished_at) where state = 'done';
create index ix_msg_messages_dead on attribution.msg_messages (tenant_id, finished_at, message_id) where state = 'dead';
