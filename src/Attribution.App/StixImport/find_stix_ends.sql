-- Called by StixStore: what the ends of relationships are, in the latest version that the caller's organisation holds
-- and the caller may see.
select distinct on (c.id) c.id, c.name, c.technique, c.stated_tlp,
    case when c.type in ('identity', 'location', 'marking-definition') then c.raw end
from attribution.stix_objects c
where /*visible*/ and c.owner = $2 and c.id = any($7::varchar[])
order by c.id, c.version desc
