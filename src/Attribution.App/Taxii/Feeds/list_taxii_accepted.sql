-- Called by TaxiiPushes: which versions of these objects the server of a feed has taken.
select object_id, version, fingerprint
from attribution.taxii_sent
where tenant_id = $1 and feed_id = $2 and object_id = any($3) and result = 'ACCEPTED'
