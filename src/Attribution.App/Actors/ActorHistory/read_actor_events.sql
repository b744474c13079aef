-- Called by PastEvents: the events of profiles of actors that the caller may see, each profile's in order. The ids are
-- said twice, because the barrier of caller_events lets no join condition through.
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived, e.tenant_id, e.stream_id
from attribution.mt_doc_actorview c
join attribution.caller_events e on e.tenant_id = c.tenant_id and e.stream_id = c.id
where /*visible*/ and c.id = any($7::uuid[]) and e.stream_id = any($7)
order by e.stream_id, e.version
