-- Called by FoldedStreams: of some streams the events before a version of each, in order, so that a page of a
-- projection can be folded behind them.
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived, e.tenant_id, e.stream_id
from unnest($1::text[], $2::uuid[], $3::bigint[]) as s (tenant_id, stream_id, before)
join attribution.mt_events e
    on e.tenant_id = s.tenant_id and e.stream_id = s.stream_id and e.version < s.before
order by e.tenant_id, e.stream_id, e.version
