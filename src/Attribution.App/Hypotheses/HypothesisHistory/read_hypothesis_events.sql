-- Called by PastEvents: the events of hypotheses whose campaigns the caller may see, each hypothesis' in order.
-- The ids are said twice, because the barrier of caller_events lets no join condition through.
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived, e.tenant_id, e.stream_id
from attribution.mt_doc_hypothesisview h
join attribution.mt_doc_campaignview c on c.tenant_id = h.tenant_id and c.id = h.campaign_id
join attribution.caller_events e on e.tenant_id = h.tenant_id and e.stream_id = h.id
where /*visible*/ and h.id = any($7::uuid[]) and e.stream_id = any($7)
order by e.stream_id, e.version
