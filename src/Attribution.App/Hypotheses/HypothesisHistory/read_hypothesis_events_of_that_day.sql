-- Called by PastEvents for auditors: the events of a hypothesis up to a moment, if the label that its campaign had then
-- let them see it. The campaign is found first and said as a value, because the labels of all others are derived too
-- where it comes from a join.
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived, e.tenant_id, e.stream_id
from attribution.caller_past_labels c
join attribution.caller_events e on e.tenant_id = c.tenant_id and e.stream_id = $7
where /*visible*/ and c.since <= $8 and $8 < c.until
    and c.id = (
        select (p.data ->> 'campaign')::uuid from attribution.caller_events p
        where p.stream_id = $7 and p.version = 1 and p.type = 'proposed')
    and not exists (
        select from attribution.caller_events o
        where o.stream_id = $7 and o.version <= e.version and o.timestamp > $8)
order by e.version
