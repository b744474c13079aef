-- Intake and outbox: inserts messages in the order given and returns the ids of those that were not there before.
insert into attribution.msg_messages (
    message_id, tenant_id, queue, state, lane, source, id, type, subject, correlation_id, causation_id, content_type,
    "time", headers, body, body_raw, digest, accepted_at, deliver_by, due_at, finished_at, problem_code, problem_detail)
select
    message_id, tenant_id, queue, state, lane, source, id, type, subject, correlation_id, causation_id, content_type,
    "time", headers, body, body_raw, digest, accepted_at, deliver_by, due_at, finished_at, problem_code, problem_detail
from unnest(
    $1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::text[], $13::timestamptz[], $14::jsonb[], $15::json[], $16::bytea[], $17::bytea[],
    $18::timestamptz[], $19::timestamptz[], $20::timestamptz[], $21::timestamptz[], $22::text[], $23::text[])
    with ordinality as incoming (
        message_id, tenant_id, queue, state, lane, source, id, type, subject, correlation_id, causation_id, content_type,
        "time", headers, body, body_raw, digest, accepted_at, deliver_by, due_at, finished_at, problem_code,
        problem_detail, ordinal)
order by ordinal
on conflict (message_id) do nothing
returning message_id;
