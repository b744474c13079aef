-- Called by ImportedGraphRebuild: what imports brought to any tenant, in the order it was added, a page at a time.
select o.tenant_id, o.raw, o.version, o.owner, o.tlp, o.shared_with, o.releasable_to, o.recipients, o.date_added
from attribution.stix_objects o
where o.date_added > $1
order by o.date_added
limit $2
