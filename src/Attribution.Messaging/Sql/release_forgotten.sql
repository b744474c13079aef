-- Delivery loop, when the answer to a claim was lost: gives back what a node holds according to the table and not to
-- itself.
update attribution.msg_messages
set state = 'available', node_id = null, attempts = attempts - 1
where node_id = $1
  and queue = $2
  and state = 'running'
  and message_id <> all($3::uuid[]);
