-- Called by LogPage: the next events of the whole log behind a position, in commit order, at most as many as asked for.
-- Sequence order is commit order (docs/decisions/0003), so nothing can appear later behind what was read. What is not
-- of the wanted types comes without its content; $4: whether headers, correlation and causation are wanted.
select e.seq_id, e.version, e.id, e.type, case when e.type = any($2) then e.data end as data, e.timestamp,
    case when $4 then e.correlation_id end as correlation_id, case when $4 then e.causation_id end as causation_id,
    case when $4 then e.headers end as headers, e.is_archived, e.tenant_id, e.stream_id
from attribution.mt_events e
where e.seq_id > $1
order by e.seq_id
limit $3
