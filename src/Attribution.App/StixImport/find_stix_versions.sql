-- Called by StixStore: the latest version the caller's organisation holds of each object, to judge what arrives under
-- the same id. Never shown to anyone: it does not ask who may see the object, because an id is taken all the same.
select distinct on (o.id) o.id, o.version, o.version_text, o.created_by, o.revoked, o.fingerprint,
    case when o.type = 'campaign' then o.raw end
from attribution.stix_objects o
where o.tenant_id = $1 and o.owner = $2 and o.id = any($3::varchar[])
order by o.id, o.version desc
