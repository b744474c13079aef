-- Called by ActorQueries: of each profile the hypotheses that name one of its STIX ids ($7 and $8 side by side), of
-- campaigns that the caller may see, the newest first.
select a.head, h.data,
    /* include items_of_hypothesis */
from (
    select u.head, array_agg(u.actor) as actors
    from unnest($7::uuid[], $8::text[]) as u (head, actor)
    group by u.head
) a
cross join lateral (
    select h.data, h.created_at, h.tenant_id, h.id
    from attribution.mt_doc_hypothesisview h
    join attribution.mt_doc_campaignview c on c.tenant_id = h.tenant_id and c.id = h.campaign_id
    where /*visible*/ and h.tenant_id = $1 and h.actor = any(a.actors)
    order by h.created_at desc, h.id desc
    limit $9
) h
order by h.created_at desc, h.id desc
