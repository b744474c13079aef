-- Called by Silences: where a campaign ($7) of the caller's tenant stands, and when it last gave a sign of life: it was
-- activated, something was found that belongs to it, or evidence was filed under one of its hypotheses.
select c.status, s.last_sign
from attribution.mt_doc_campaignview c
cross join lateral (
    select greatest(
        (
            select max(e.timestamp)
            from attribution.mt_events e
            where e.tenant_id = c.tenant_id and e.stream_id = c.id and e.type in (
                'activated', 'reactivated', 'cluster_merged', 'cluster_linked', 'indicators_linked',
                'techniques_observed', 'targets_identified')),
        (
            select max(e.timestamp)
            from attribution.mt_doc_hypothesisview h
            join attribution.mt_events e on e.tenant_id = h.tenant_id and e.stream_id = h.id
            where h.tenant_id = c.tenant_id and h.campaign_id = c.id and e.type = 'evidence_added')) as last_sign) s
where c.tenant_id = $1 and c.id = $7 and s.last_sign is not null
