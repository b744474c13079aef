-- Called by PastEvents for auditors: the events of a campaign that the label of a moment let them see, up to that
-- moment, and what has been redacted since. The id is said twice, because the barriers of the views let no join
-- condition through.
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived, e.tenant_id, e.stream_id
from attribution.caller_past_labels c
join attribution.caller_events e on e.tenant_id = c.tenant_id and e.stream_id = c.id
where /*visible*/ and c.id = $7 and e.stream_id = $7 and c.since <= $8 and $8 < c.until
    and (e.type = 'redacted' or not exists (
        select from attribution.caller_events o
        where o.stream_id = $7 and o.version <= e.version and o.timestamp > $8))
order by e.version
