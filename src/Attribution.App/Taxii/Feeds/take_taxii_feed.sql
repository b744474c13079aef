-- Called by FeedLeases: takes a feed that is due, for as long as the lease lasts, so that one node at a time reads it.
update attribution.taxii_feeds f
set lease_id = $2, leased_until = $3, is_asked = false
from (
    select d.tenant_id, d.id, d.cursor_id
    from attribution.taxii_feeds d
    where (d.next_poll_at <= $1 or d.is_asked) and (d.leased_until is null or d.leased_until < $1)
    order by d.is_asked desc, d.next_poll_at
    limit 1
    for update skip locked) due
left join attribution.taxii_cursors s on s.tenant_id = due.tenant_id and s.id = due.cursor_id
where f.tenant_id = due.tenant_id and f.id = due.id
returning f.tenant_id, f.id, f.owner, f.tlp, f.api_root, f.collection, f.credentials, f.every_seconds, f.ids, f.types,
    f.spec_versions, f.failures_in_a_row, f.cursor_id, s.added_after, s.next, s.reached, s.since, s.etag, s.page_hash
