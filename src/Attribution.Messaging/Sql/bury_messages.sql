-- Settlements: makes dead letters; a message whose effect is committed after all is done instead, and never a dead
-- letter.
with buried as (
    update attribution.msg_messages as message
    set state = case when handled.message_id is null then 'dead' else 'done' end,
        outcome = case when handled.message_id is null then null else 'already_handled' end,
        node_id = null,
        finished_at = $6,
        problem_code = settled.code,
        problem_detail = settled.detail
    from unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[])
        as settled (message_id, claims, code, detail, stack)
    left join attribution.msg_handled as handled on handled.message_id = settled.message_id
    where message.message_id = settled.message_id
      and message.claims = settled.claims
      and message.state = 'running'
    returning message.message_id, message.claims, message.attempts, settled.code, settled.detail, settled.stack
)
insert into attribution.msg_failures (message_id, claim, attempt, failed_at, node_id, code, detail, stack)
select message_id, claims, attempts, $6, $7, code, detail, stack
from buried;
