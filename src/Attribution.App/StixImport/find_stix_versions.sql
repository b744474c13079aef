-- Called by StixStore: the latest version the caller's organisation holds of each object, to judge what arrives under
-- the same id. Never shown to anyone: it does not ask who may see the object, because an id is taken all the same. Each
-- is looked up by its key, also by a plan that was made while the table was empty.
select l.id, l.version, l.version_text, l.created_by, l.revoked, l.fingerprint, l.campaign
from unnest($3::varchar[]) as wanted(id)
cross join lateral (
    select o.id, o.version, o.version_text, o.created_by, o.revoked, o.fingerprint,
        case when o.type = 'campaign' then o.raw end as campaign
    from attribution.stix_objects o
    where o.tenant_id = $1 and o.owner = $2 and o.id = wanted.id
    order by o.version desc
    limit 1) l
