-- Settlements: puts messages back until a time, recording why; without a code (a snooze) the attempt does not count.
with put_back as (
    update attribution.msg_messages as message
    set state = 'retrying',
        node_id = null,
        due_at = settled.due_at,
        attempts = case when settled.code is null then message.attempts - 1 else message.attempts end
    from unnest($1::uuid[], $2::integer[], $3::timestamptz[], $4::text[], $5::text[], $6::text[])
        as settled (message_id, claims, due_at, code, detail, stack)
    where message.message_id = settled.message_id
      and message.claims = settled.claims
      and message.state = 'running'
    returning message.message_id, message.claims, message.attempts, settled.code, settled.detail, settled.stack
)
insert into attribution.msg_failures (message_id, claim, attempt, failed_at, node_id, code, detail, stack)
select message_id, claims, attempts, $7, $8, code, detail, stack
from put_back
where code is not null;
