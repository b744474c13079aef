-- Operators: dead letters of a tenant, newest first, one page after a key.
select
    message_id, queue, source, id, type, subject, correlation_id, causation_id, "time", headers, body, body_raw,
    attempts,
    accepted_at, finished_at, problem_code, problem_detail
from attribution.msg_messages
where state = 'dead'
  and tenant_id = $1
  and ($2::text is null or queue = $2)
  and ($3::text is null or type = $3)
  and ($4::text is null or problem_code = $4)
  and ($5::timestamptz is null or finished_at >= $5)
  and ($6::timestamptz is null or finished_at < $6)
  and ($7::timestamptz is null or (finished_at, message_id) < ($7, $8::uuid))
order by finished_at desc, message_id desc
limit $9;
