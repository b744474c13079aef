-- Called by StreamOrder: the events of the streams from one to another, both inclusive, stream by stream, up to a
-- position. What is not of the wanted types comes without its content; $7: whether headers, correlation and causation
-- are wanted.
select e.seq_id, e.version, e.id, e.type, case when e.type = any($1) then e.data end as data, e.timestamp,
    case when $7 then e.correlation_id end as correlation_id, case when $7 then e.causation_id end as causation_id,
    case when $7 then e.headers end as headers, e.is_archived, e.tenant_id, e.stream_id
from attribution.mt_events e
where (e.tenant_id, e.stream_id) >= ($2, $3) and (e.tenant_id, e.stream_id) <= ($4, $5) and e.seq_id + 0 <= $6
order by e.tenant_id, e.stream_id, e.version
