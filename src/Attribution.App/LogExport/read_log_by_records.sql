-- Called by LogExporter for a tenant with few events: its next events, record by record and never past those of others.
/* include log_of_caller */
from seen v
cross join lateral (
    select o.seq_id, o.version, o.id, o.type, o.data, o.timestamp, o.correlation_id, o.causation_id, o.headers,
        o.is_archived, o.tenant_id, o.stream_id
    from attribution.caller_events o
    where o.stream_id = v.id
    offset 0) e
where e.seq_id >= coalesce(
    (select o.seq_id from attribution.caller_events o where o.stream_id = $7::uuid and o.version = $8::bigint), 0)
order by e.seq_id
limit /*limit*/
