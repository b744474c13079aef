-- Called by ExportStore: the relationships of campaigns that others stated, in the version of a day, as far as the
-- caller may see them and the ceiling allows. Those of each campaign are looked up by their keys (that is what offset 0
-- is for), whether one campaign is asked for or a thousand, and whatever is known of the table.
select r.raw, r.stated_tlp
from (
    select distinct on (found.id) found.id, found.raw, found.tlp, found.stated_tlp, found.revoked
    from unnest($8::varchar[]) as wanted (id)
    cross join lateral (
        select c.id, c.version, c.raw, c.tlp, c.stated_tlp, c.revoked
        from attribution.stix_objects c
        where /*visible*/ and c.owner = $2 and c.type = 'relationship' and c.source_ref = wanted.id
            and ($9::timestamptz is null or c.imported_at <= $9)
        union all
        select c.id, c.version, c.raw, c.tlp, c.stated_tlp, c.revoked
        from attribution.stix_objects c
        where /*visible*/ and c.owner = $2 and c.type = 'relationship' and c.target_ref = wanted.id
            and ($9::timestamptz is null or c.imported_at <= $9)
        offset 0) found
    order by found.id, found.version desc) r
where r.tlp <= $7 and not r.revoked
order by r.id
