-- Called by ClusterMatches: open campaigns that the caller may see and that share an indicator with a cluster ($7) or
-- carry the name it suggests ($8); neither those with a wider label than the cluster's ($9), which would let its
-- members out, nor those for which an analyst has settled a proposal of this cluster ($10). The best come first, at
-- most $11. Candidates are looked up one by one: a plan made while there were few campaigns must not begin with all of
-- them when there are many.
with shared as materialized (
    select i.campaign_id, count(*)::integer as indicators
    from attribution.campaign_indicators i
    where i.tenant_id = $1 and i.indicator = any($7::uuid[])
    group by i.campaign_id
),
candidates as materialized (
    select coalesce(s.campaign_id, n.id) as id, s.indicators, n.id is not null as is_named
    from shared s
    full join (
        select n.id
        from attribution.mt_doc_campaignview n
        where n.tenant_id = $1 and $8::text is not null and n.names @> array[$8::text]
    ) n on n.id = s.campaign_id
)
select f.id, f.status, f.names, coalesce(k.indicators, 0), f.members
from candidates k
cross join lateral (
    select c.id, c.status, c.names, jsonb_array_length(c.data -> 'indicators') as members
    from attribution.mt_doc_campaignview c
    where c.tenant_id = $1 and c.id = k.id
        and /*visible*/
        and c.status <> 'CONCLUDED'
        and c.tlp >= $9
    offset 0
) f
where not exists (
    select
    from attribution.mt_doc_mergeproposalview p
    where p.tenant_id = $1 and p.cluster_key = $10 and p.campaign_id = f.id and p.state <> 'WAITING')
order by k.is_named desc, k.indicators desc nulls last, f.id
limit $11
