-- Called by CollectionChange, which holds the collection: the latest date given, and how far the log has been gone
-- through for it when that has changed.
update attribution.taxii_collections
set last_added = $3, published_event = coalesce($4, published_event), published_object = coalesce($5, published_object)
where tenant_id = $1 and id = $2
