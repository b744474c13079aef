-- Inbox mark: when a message or command took effect, and its first answer.
select handled_at, answer
from attribution.msg_handled
where message_id = $1;
