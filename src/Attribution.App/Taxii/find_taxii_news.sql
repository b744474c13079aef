-- Called by CollectionContent: how far the log and the imports are, and whether the tenant has anything in what came
-- since a collection was brought up to date.
select h.event, h.object, c.published_event < 0
    or exists (
        select from attribution.mt_events e
        where e.seq_id > c.published_event and e.seq_id <= h.event and e.tenant_id = c.tenant_id)
    or exists (
        select from attribution.stix_objects o
        where o.date_added > c.published_object and o.date_added <= h.object and o.tenant_id = c.tenant_id),
    h.event > c.published_event or h.object > c.published_object, c.published_event, c.published_object, c.revision
from attribution.taxii_collections c
cross join (
    select
        coalesce((select max(e.seq_id) from attribution.mt_events e), 0) as event,
        coalesce((select max(o.date_added) from attribution.stix_objects o), timestamptz 'epoch') as object) h
where c.tenant_id = $1 and c.id = $2
