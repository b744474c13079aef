-- Intake: keeps messages that reused an id with another body; the same conflict again is kept once.
insert into attribution.msg_conflicts (
    message_id, digest, tenant_id, queue, source, id, type, headers, body, body_raw, received_at)
select message_id, digest, tenant_id, queue, source, id, type, headers, body, body_raw, received_at
from unnest(
    $1::uuid[], $2::bytea[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[], $9::json[],
    $10::bytea[], $11::timestamptz[])
    as conflict (message_id, digest, tenant_id, queue, source, id, type, headers, body, body_raw, received_at)
order by message_id, digest
on conflict (message_id, digest) do nothing;
