-- Called by ExportStore: the relationships of campaigns that others stated, in the version of a day, as far as the
-- caller may see them and the ceiling allows.
select r.raw, r.stated_tlp
from (
    select distinct on (c.id) c.id, c.raw, c.tlp, c.stated_tlp, c.revoked
    from attribution.stix_objects c
    where /*visible*/ and c.owner = $2 and c.type = 'relationship'
        and (c.source_ref = any($8::varchar[]) or c.target_ref = any($8))
        and ($9::timestamptz is null or c.imported_at <= $9)
    order by c.id, c.version desc) r
where r.tlp <= $7 and not r.revoked
order by r.id
