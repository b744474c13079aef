-- Called by CollectionChange, in the transaction that changes what is in the collection: one at a time does, so that
-- dates are given in the order of commit.
select last_added, published_event, published_object, revision
from attribution.taxii_collections
where tenant_id = $1 and id = $2
for update
