-- Called by PastEvents: the events of hypotheses whose campaigns the caller may see, each hypothesis' in order. Each
-- stream is looked up by its key (that is what offset 0 is for), whatever is known of the tables.
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived, e.tenant_id, e.stream_id
from attribution.mt_doc_hypothesisview h
join attribution.mt_doc_campaignview c on c.tenant_id = h.tenant_id and c.id = h.campaign_id
cross join lateral (
    select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
        e.is_archived, e.tenant_id, e.stream_id
    from attribution.caller_events e
    where e.tenant_id = h.tenant_id and e.stream_id = h.id
    offset 0) e
where /*visible*/ and h.id = any($7::uuid[])
order by e.stream_id, e.version
