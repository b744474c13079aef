-- Called by LogReader: the events of one stream in order, between two versions, both inclusive. $5: whether headers,
-- correlation and causation are wanted; to print them takes as long as a part of the events.
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp,
    case when $5 then e.correlation_id end as correlation_id, case when $5 then e.causation_id end as causation_id,
    case when $5 then e.headers end as headers, e.is_archived
from attribution.mt_events e
where e.tenant_id = $1 and e.stream_id = $2 and e.version between $3 and $4
order by e.version
