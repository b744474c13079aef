-- Called by StixStore: the relationships that wait for objects that have just come, each with all it waits for.
select distinct on (c.id) c.id, c.raw, c.stated_tlp, c.tlp, array(
    select w.missing_id::text from attribution.stix_waiting w
    where w.tenant_id = c.tenant_id and w.owner = c.owner and w.object_id = c.id
    order by w.missing_id)
from attribution.stix_objects c
where /*visible*/ and c.owner = $2 and c.id in (
    select w.object_id from attribution.stix_waiting w
    where w.tenant_id = $1 and w.owner = $2 and w.missing_id = any($7::varchar[]))
order by c.id, c.version desc
