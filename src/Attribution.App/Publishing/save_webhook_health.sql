-- Called by Subscriptions: how a subscriber has answered.
update attribution.webhooks
set failures_in_a_row = $3, failing_since = $4, rest_until = $5, disabled_at = coalesce(disabled_at, $6),
    last_problem = $7
where tenant_id = $1 and id = $2
