-- Called by FeedLeases: gives a feed back unread, for whoever goes on at once.
update attribution.taxii_feeds
set lease_id = null, leased_until = null, is_asked = true
where tenant_id = $1 and id = $2 and lease_id = $3
