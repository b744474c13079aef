-- Operators: messages of a tenant that reused an id with another body, newest first.
select message_id, queue, source, id, type, headers, body, body_raw, received_at
from attribution.msg_conflicts
where tenant_id = $1
order by received_at desc, message_id, digest
limit $2;
