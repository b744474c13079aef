-- Delivery loop, when the answer to a claim was lost: gives back what a node holds according to the table and not to
-- itself. By claim: the node may still be ending with an earlier claim of the message.
update attribution.msg_messages as message
set state = 'available', node_id = null, attempts = attempts - 1
where node_id = $1
  and queue = $2
  and state = 'running'
  and not exists (
      select from unnest($3::uuid[], $4::integer[]) as known (message_id, claim)
      where known.message_id = message.message_id and known.claim = message.claims
  );
