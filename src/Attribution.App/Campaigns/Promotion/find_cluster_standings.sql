-- Called by ClusterStandings, for clusters of senders with the same rights that arrive at the same time: of each (its
-- place in the arrays: $7 its key, $8 the name it suggests, $9 its label; $10 and $11 the places and keys of all their
-- indicators) the campaign of the tenant that holds it, never shown to anyone. If there is none, those of its
-- indicators that no campaign of the tenant holds, never shown either, and open campaigns that
-- the caller may see and that share an indicator with it or carry the name; neither those with a wider label, which
-- would let its members out, nor those for which an analyst has settled a proposal of this cluster. The best come
-- first, at most $12. A plan made while there were few campaigns must not begin with all of a tenant's when there are
-- many: so everything is looked up one by one ("limit", "offset"), and names by their own index ("|| ''").
with members as materialized (
    select m.place, array_agg(m.indicator) as indicators
    from unnest($10::integer[], $11::uuid[]) as m (place, indicator)
    group by m.place
),
clusters as materialized (
    -- Nothing is looked for that a cluster with a holder has.
    select u.place, u.cluster_key, u.label, h.campaign_id as holder,
        case when h.campaign_id is null then u.suggested end as suggested,
        case when h.campaign_id is null then members.indicators end as indicators
    from unnest($7::uuid[], $8::text[], $9::integer[]) with ordinality as u (cluster_key, suggested, label, place)
    left join members on members.place = u.place
    left join lateral (
        select h.campaign_id
        from attribution.campaign_clusters h
        where h.tenant_id = $1 and h.cluster_key = u.cluster_key
        limit 1
    ) h on true
)
select u.place::integer, u.holder, m.unheld, m.id, m.status, m.names, m.shared, m.members
from clusters u
left join lateral (
    with held as materialized (
        select m.indicator, h.campaign_id
        from unnest(u.indicators) as m (indicator)
        left join lateral (
            select i.campaign_id
            from attribution.campaign_indicators i
            where i.tenant_id = $1 and i.indicator = m.indicator
            offset 0
        ) h on true
    ),
    shared as materialized (
        select h.campaign_id, count(*)::integer as indicators
        from held h
        where h.campaign_id is not null
        group by h.campaign_id
    ),
    candidates as materialized (
        select coalesce(s.campaign_id, n.id) as id, s.indicators, n.id is not null as is_named
        from shared s
        full join (
            select n.id
            from attribution.mt_doc_campaignview n
            where u.suggested is not null and n.tenant_id || '' = $1 and n.names @> array[u.suggested]
        ) n on n.id = s.campaign_id
    )
    select n.unheld, b.id, b.status, b.names, b.shared, b.members
    from (select array_agg(h.indicator) as unheld from held h where h.campaign_id is null) n
    left join lateral (
        select f.id, f.status, f.names, coalesce(k.indicators, 0) as shared, f.members
        from candidates k
        cross join lateral (
            select c.id, c.status, c.names, jsonb_array_length(c.data -> 'indicators') as members
            from attribution.mt_doc_campaignview c
            where c.tenant_id = $1 and c.id = k.id
                and /*visible*/
                and c.status <> 'CONCLUDED'
                and c.tlp >= u.label
            offset 0
        ) f
        where not exists (
            select
            from attribution.mt_doc_mergeproposalview p
            where p.tenant_id = $1 and p.campaign_id = f.id and p.cluster_key = u.cluster_key
                and p.state <> 'WAITING'
            offset 0)
        order by k.is_named desc, k.indicators desc nulls last, f.id
        limit $12
    ) b on true
) m on true
