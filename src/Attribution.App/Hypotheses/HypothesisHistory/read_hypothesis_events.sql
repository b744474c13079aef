-- Called by PastEvents: the events of hypotheses whose campaigns the caller may see, each hypothesis' in order. A
-- campaign is asked for once and not for each event, and each stream is looked up by its key, whatever is known of the
-- tables: that is what both offset 0 are for. $8: whether headers, correlation and causation are wanted.
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived, e.tenant_id, e.stream_id
from (
    select h.tenant_id, h.id
    from attribution.mt_doc_hypothesisview h
    join attribution.mt_doc_campaignview c on c.tenant_id = h.tenant_id and c.id = h.campaign_id
    where /*visible*/ and h.id = any($7::uuid[])
    offset 0) h
cross join lateral (
    select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp,
        case when $8 then e.correlation_id end as correlation_id, case when $8 then e.causation_id end as causation_id,
        case when $8 then e.headers end as headers, e.is_archived, e.tenant_id, e.stream_id
    from attribution.caller_events e
    where e.tenant_id = h.tenant_id and e.stream_id = h.id
    offset 0) e
order by e.stream_id, e.version
