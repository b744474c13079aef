-- Operators: why each attempt of a message failed, oldest first.
select failure.attempt, failure.failed_at, failure.node_id, failure.code, failure.detail, failure.stack
from attribution.msg_failures as failure
join attribution.msg_messages as message on message.message_id = failure.message_id
where failure.message_id = $1
  and message.tenant_id = $2
order by failure.claim;
