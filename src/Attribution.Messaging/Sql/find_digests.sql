-- Intake, for messages that were there before: the digest of the body that is stored under each id.
select message_id, digest
from attribution.msg_messages
where message_id = any($1::uuid[]);
