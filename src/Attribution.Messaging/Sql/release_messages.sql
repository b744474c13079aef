-- Settlements, of a node that stops: gives back messages that were claimed and not handled; the attempt does not count.
update attribution.msg_messages as message
set state = 'available', node_id = null, attempts = message.attempts - 1
from unnest($1::uuid[], $2::integer[]) as settled (message_id, claims)
where message.message_id = settled.message_id
  and message.claims = settled.claims
  and message.state = 'running';
