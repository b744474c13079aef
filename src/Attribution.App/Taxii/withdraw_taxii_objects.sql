-- Called by CollectionChange, which holds the collection: what no campaign here tells of any more.
delete from attribution.taxii_objects o
using unnest($3::varchar[], $4::timestamptz[]) as gone(id, version)
where o.tenant_id = $1 and o.collection_id = $2 and o.id = gone.id and o.version = gone.version
