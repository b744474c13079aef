-- Called by Webhooks: ends a subscription of an organisation.
delete from attribution.webhooks where tenant_id = $1 and organisation = $2 and id = $3 and door = 'http'
