-- Called by LogReader: the next events of the whole log behind a position, in commit order, at most as many as asked
-- for. Sequence order is commit order (docs/decisions/0003), so nothing can appear later behind what was read.
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived, e.tenant_id, e.stream_id
from attribution.mt_events e
where e.seq_id > $1
    and ($2::text[] is null or e.type = any($2))
    and ($3::text is null or e.tenant_id = $3)
order by e.seq_id
limit $4
