-- Called by Subscriptions: subscribes an address, or gives one that is subscribed other types, rights and a new secret.
-- A new one hears of what happens from now on; one that was disabled goes on where it was.
insert into attribution.webhooks (
    tenant_id, id, organisation, url, types, subscriber, secret, position, subscribed_at, door)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (tenant_id, organisation, url) do update
set types = excluded.types, subscriber = excluded.subscriber, secret = excluded.secret,
    subscribed_at = excluded.subscribed_at, failures_in_a_row = 0, failing_since = null, rest_until = null,
    disabled_at = null, last_problem = null
