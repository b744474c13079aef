-- Called by PastEvents: the events of profiles of actors that the caller may see, each profile's in order. Each stream
-- is looked up by its key (that is what offset 0 is for), whatever is known of the tables. $8: whether headers,
-- correlation and causation are wanted.
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived, e.tenant_id, e.stream_id
from attribution.mt_doc_actorview c
cross join lateral (
    select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp,
        case when $8 then e.correlation_id end as correlation_id, case when $8 then e.causation_id end as causation_id,
        case when $8 then e.headers end as headers, e.is_archived, e.tenant_id, e.stream_id
    from attribution.caller_events e
    where e.tenant_id = c.tenant_id and e.stream_id = c.id
    offset 0) e
where /*visible*/ and c.id = any($7::uuid[])
order by e.stream_id, e.version
