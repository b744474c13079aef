-- Called by ImportedPatterns: some indicators ($7) as the latest version says that somebody imported and the caller may
-- see, and what they are called; the own organisation's copy before another's.
select o.raw, o.name
from unnest($7::varchar[]) as w (id)
cross join lateral (
    select c.tenant_id, c.owner
    from attribution.imported_nodes c
    where /*visible*/ and c.id = w.id
    order by (c.owner = $2) desc, c.owner
    limit 1) n
cross join lateral (
    select c.raw, c.name
    from attribution.stix_objects c
    where /*visible*/ and c.tenant_id = n.tenant_id and c.owner = n.owner and c.id = w.id
    order by c.version desc
    limit 1) o
