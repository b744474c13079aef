-- Called by ActorQueries: of each profile the campaigns that name one of its STIX ids ($7 and $8 side by side), as
-- associated or in a hypothesis, those changed last first.
select a.head, found.data
from (
    select u.head, array_agg(u.actor) as actors
    from unnest($7::uuid[], $8::text[]) as u (head, actor)
    group by u.head
) a
cross join lateral (
    select c.data, c.updated_at, c.id
    from attribution.mt_doc_campaignview c
    where /*visible*/
        and c.id in (
            select g.record_id
            from attribution.graph_edges g
            where g.tenant_id = $1 and g.target = any(a.actors)
            union all
            select h.campaign_id
            from attribution.mt_doc_hypothesisview h
            where h.tenant_id = $1 and h.actor = any(a.actors)
        )
    order by c.updated_at desc, c.id desc
    limit $9
) found
order by found.updated_at desc, found.id desc
