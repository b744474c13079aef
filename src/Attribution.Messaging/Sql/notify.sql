-- Notifications: tells other processes which queue to look at; the payload is "sender:queue".
select pg_notify('attribution_messages', $1);
