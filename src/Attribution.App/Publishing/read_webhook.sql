-- Called by Subscriptions: a subscription as it is now.
select url, secret, subscriber::text, failures_in_a_row, failing_since, rest_until, disabled_at
from attribution.webhooks
where tenant_id = $1 and id = $2
