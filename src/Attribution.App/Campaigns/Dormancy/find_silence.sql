-- Called by Silences: where a campaign ($7) of the caller's tenant stands, and when it last gave a sign of life: it was
-- activated, something was found that belongs to it, or evidence was filed under one of its hypotheses. With the
-- versions of all that was looked at.
select c.status, s.last_sign, h.read || c.id as read, h.versions || c.mt_version as versions
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
cross join lateral (
    select coalesce(array_agg(h.id order by h.id), '{}') as read,
        coalesce(array_agg(h.mt_version order by h.id), '{}') as versions
    from attribution.mt_doc_hypothesisview h
    where h.tenant_id = c.tenant_id and h.campaign_id = c.id) h
where c.tenant_id = $1 and c.id = $7 and s.last_sign is not null
