-- Called by CollectionChange, which holds the collection: every version of every object that is or was in it.
select id, version, fingerprint, is_added, is_removed
from attribution.taxii_objects
where tenant_id = $1 and collection_id = $2
