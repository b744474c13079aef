-- Called by ExportStore: objects as their producers wrote them, in the version of a day, as far as the caller may see
-- them and the ceiling allows. Each is looked up by its key, also by a plan that was made while the table was empty.
-- A campaign that has been redacted since is left out, of whatever day: what they wrote may say it.
select r.raw, r.stated_tlp
from unnest($8::varchar[]) as wanted(id)
cross join lateral (
    select c.raw, c.tlp, c.stated_tlp, c.revoked
    from attribution.stix_objects c
    where /*visible*/ and c.owner = $2 and c.id = wanted.id and ($9::timestamptz is null or c.imported_at <= $9)
        and (c.type <> 'campaign' or not exists (
            select from attribution.caller_events e
            where e.stream_id = case when c.type = 'campaign' then substring(c.id from 11)::uuid end
                and e.type = 'redacted' and e.timestamp >= c.imported_at))
    order by c.version desc
    limit 1) r
where r.tlp <= $7 and not r.revoked
