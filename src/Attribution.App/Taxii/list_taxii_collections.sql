-- Called by TaxiiCollections: the collections that the caller may see, or the one of them with an id.
select c.id, c.title, c.description, c.tlp, c.accepts_objects, c.statuses, c.tags, c.campaigns, c.created_at,
    c.created_by, c.tenant_id, c.owner, c.revision
from attribution.taxii_collections c
where /*visible*/ and ($7::uuid is null or c.id = $7)
order by c.created_at, c.id
