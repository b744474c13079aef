-- Called by ImportedPatterns: what some indicators ($7) look for and are called, as the latest version says that
-- somebody imported and the caller may see; the own organisation's copy before another's. An object with the character
-- NUL says nothing: PostgreSQL reads no value out of it.
select w.id, p.pattern, p.name
from unnest($7::varchar[]) as w (id)
cross join lateral (
    select c.tenant_id, c.owner
    from attribution.imported_nodes c
    where /*visible*/ and c.id = w.id
    order by (c.owner = $2) desc, c.owner
    limit 1) n
cross join lateral (
    select case when position('\u0000' in c.raw) = 0 then c.raw::json ->> 'pattern' end as pattern,
        c.name
    from attribution.stix_objects c
    where /*visible*/ and c.tenant_id = n.tenant_id and c.owner = n.owner and c.id = w.id
    order by c.version desc
    limit 1) p
where p.pattern is not null
