-- Called by ClusterMatches: open campaigns that the caller may see and that share an indicator with a cluster ($7) or
-- carry the name it suggests ($8); neither those with a wider label than the cluster's ($9), which would let its
-- members out, nor those for which an analyst has settled a proposal of this cluster ($10). The best come first, at
-- most $11.
with shared as (
    select i.campaign_id, count(*)::integer as indicators
    from attribution.campaign_indicators i
    where i.tenant_id = $1 and i.indicator = any($7::uuid[])
    group by i.campaign_id
)
select c.id, c.status, c.names, coalesce(s.indicators, 0), jsonb_array_length(c.data -> 'indicators')
from attribution.mt_doc_campaignview c
left join shared s on s.campaign_id = c.id
where /*visible*/
    and c.id in (
        select s.campaign_id from shared s
        union all
        select n.id
        from attribution.mt_doc_campaignview n
        where n.tenant_id = $1 and n.names @> array[$8::text])
    and c.status <> 'CONCLUDED'
    and c.tlp >= $9
    and not exists (
        select
        from attribution.mt_doc_mergeproposalview p
        where p.tenant_id = $1 and p.cluster_key = $10 and p.campaign_id = c.id and p.state <> 'WAITING')
order by c.names @> array[$8::text] desc nulls last, s.indicators desc nulls last, c.id
limit $11
