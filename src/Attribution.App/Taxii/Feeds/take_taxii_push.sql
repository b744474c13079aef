-- Called by TaxiiPushes: takes campaigns that are due to be sent, for as long as the lease lasts, so that one node at a
-- time sends them.
update attribution.taxii_pushes p
set lease_id = $2, leased_until = $3
from (
    select d.tenant_id, d.id
    from attribution.taxii_pushes d
    where d.next_attempt_at <= $1 and (d.leased_until is null or d.leased_until < $1)
    order by d.next_attempt_at
    limit 1
    for update skip locked) due
join attribution.taxii_pushes q on q.tenant_id = due.tenant_id and q.id = due.id
join attribution.taxii_feeds f on f.tenant_id = q.tenant_id and f.id = q.feed_id
where p.tenant_id = due.tenant_id and p.id = due.id
returning p.tenant_id, f.id, p.owner, f.tlp, f.api_root, f.collection, f.credentials, f.every_seconds, f.ids, f.types,
    f.spec_versions, p.id, p.campaigns, p.tlp, p.attempts
