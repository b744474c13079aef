-- Called by TaxiiCollections: offers a collection, or changes what the one with this id tells of, which is then gone
-- through from the start.
insert into attribution.taxii_collections as held (
    tenant_id, id, title, description, accepts_objects, statuses, tags, campaigns, created_at, created_by, owner, tlp)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (tenant_id, id) do update
set description = excluded.description, accepts_objects = excluded.accepts_objects, statuses = excluded.statuses,
    tags = excluded.tags, campaigns = excluded.campaigns, revision = held.revision + 1, published_event = -1
