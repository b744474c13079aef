-- Called by StixStore: what the ends of relationships are, in the latest version that the caller's organisation holds
-- and the caller may see. Each is looked up by its key, also by a plan that was made while the table was empty.
select l.id, l.name, l.technique, l.stated_tlp, l.raw
from unnest($7::varchar[]) as wanted(id)
cross join lateral (
    select c.id, c.name, c.technique, c.stated_tlp,
        case when c.type in ('identity', 'location', 'marking-definition') then c.raw end as raw
    from attribution.stix_objects c
    where /*visible*/ and c.owner = $2 and c.id = wanted.id
    order by c.version desc
    limit 1) l
