-- Called by OutgoingRelay, with the messages it has queued: how far the log has been gone through for a subscription.
update attribution.webhooks set position = $3 where tenant_id = $1 and id = $2
