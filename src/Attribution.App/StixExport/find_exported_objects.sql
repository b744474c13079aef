-- Called by ExportStore: objects as their producers wrote them, in the version of a day, as far as the caller may see
-- them and the ceiling allows.
select r.raw, r.stated_tlp
from (
    select distinct on (c.id) c.id, c.raw, c.tlp, c.stated_tlp, c.revoked
    from attribution.stix_objects c
    where /*visible*/ and c.owner = $2 and c.id = any($8::varchar[])
        and ($9::timestamptz is null or c.imported_at <= $9)
    order by c.id, c.version desc) r
where r.tlp <= $7 and not r.revoked
