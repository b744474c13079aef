-- Settlements: finishes messages whose effect is committed; a claim that was lost meanwhile changes nothing.
update attribution.msg_messages as message
set state = 'done', node_id = null, finished_at = $4, outcome = settled.outcome
from unnest($1::uuid[], $2::integer[], $3::text[]) as settled (message_id, claims, outcome)
where message.message_id = settled.message_id
  and message.claims = settled.claims
  and message.state = 'running';
