-- Intake and outbox: inserts messages and returns the ids of those that were not there before. Places are given in
-- the order of the input; rows are inserted in the order of their keys, so that publishers of the same messages never
-- deadlock.
insert into attribution.msg_messages (
    position, message_id, tenant_id, queue, state, lane, source, id, type, subject, correlation_id, causation_id,
    content_type, "time", headers, body, body_raw, digest, accepted_at, deliver_by, due_at, finished_at, problem_code,
    problem_detail)
select
    position, message_id, tenant_id, queue, state, lane, source, id, type, subject, correlation_id, causation_id,
    content_type, "time", headers, body, body_raw, digest, accepted_at, deliver_by, due_at, finished_at, problem_code,
    problem_detail
from (
    select
        nextval('attribution.msg_position') as position, message_id, tenant_id, queue, state, lane, source, id, type,
        subject, correlation_id, causation_id, content_type, "time", headers, body, body_raw, digest, accepted_at,
        deliver_by, due_at, finished_at, problem_code, problem_detail
    from unnest(
        $1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[],
        $10::text[], $11::text[], $12::text[], $13::timestamptz[], $14::jsonb[], $15::json[], $16::bytea[],
        $17::bytea[], $18::timestamptz[], $19::timestamptz[], $20::timestamptz[], $21::timestamptz[], $22::text[],
        $23::text[])
        with ordinality as incoming (
            message_id, tenant_id, queue, state, lane, source, id, type, subject, correlation_id, causation_id,
            content_type, "time", headers, body, body_raw, digest, accepted_at, deliver_by, due_at, finished_at,
            problem_code, problem_detail, ordinal)
    order by ordinal
) as placed
order by message_id
on conflict (message_id) do nothing
returning message_id;
