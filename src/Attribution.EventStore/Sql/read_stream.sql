-- Called by LogReader: the events of one stream in order, between two versions, both inclusive.
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived
from attribution.mt_events e
where e.tenant_id = $1 and e.stream_id = $2 and e.version between $3 and $4
order by e.version
