-- Publishers: what became of one message of a tenant.
select
    state, queue, type, subject, attempts, accepted_at, due_at, finished_at, outcome, problem_code, problem_detail,
    headers
from attribution.msg_messages
where message_id = $1
  and tenant_id = $2;
