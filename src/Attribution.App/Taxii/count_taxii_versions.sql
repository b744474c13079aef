-- Called by TaxiiServer: whether an object is in a collection at all.
select count(*)
from attribution.taxii_objects o
join attribution.taxii_collections c on c.tenant_id = o.tenant_id and c.id = o.collection_id
where /*visible*/ and c.id = $7 and o.id = $8 and not o.is_removed
