-- Called by ExportStore: one attack-pattern for each technique, the same one every time, as far as the caller may see
-- it and the ceiling allows.
select distinct on (r.technique) r.raw, r.stated_tlp
from (
    select distinct on (c.id) c.id, c.technique, c.raw, c.tlp, c.stated_tlp, c.revoked
    from attribution.stix_objects c
    where /*visible*/ and c.owner = $2 and c.type = 'attack-pattern' and c.technique = any($8::varchar[])
        and ($9::timestamptz is null or c.imported_at <= $9)
    order by c.id, c.version desc) r
where r.tlp <= $7 and not r.revoked
order by r.technique, r.id
