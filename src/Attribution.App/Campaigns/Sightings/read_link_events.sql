-- Called by CampaignSightings: the events of some types, of campaigns that the caller may see, in their order. The ids
-- are said twice, because the barrier of caller_events lets no join condition through.
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived, e.tenant_id, e.stream_id
from attribution.mt_doc_campaignview c
join attribution.caller_events e on e.tenant_id = c.tenant_id and e.stream_id = c.id
where /*visible*/ and c.id = any($7::uuid[]) and e.stream_id = any($7) and e.type = any($8)
order by e.stream_id, e.version
