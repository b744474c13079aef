-- Inbox mark, in the transaction of the effect: no row returned means the effect was committed before.
insert into attribution.msg_handled (message_id, handled_at, answer)
values ($1, $2, $3)
on conflict (message_id) do nothing
returning message_id;
