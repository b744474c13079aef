-- Called by MergeProposalQueries: the next proposals behind a place, those changed last first, as far as the caller may
-- see both them and their campaigns.
select c.data, c.updated_at, c.id
from attribution.mt_doc_mergeproposalview c
where /*visible*/
    and ($7::text[] is null or c.state = any($7))
    and ($8::uuid is null or c.campaign_id = $8)
    and ($9::timestamptz is null or (c.updated_at, c.id) < ($9, $10::uuid))
    and exists (
        select
        from (select c.campaign_id as wanted) p
        join attribution.mt_doc_campaignview c on c.id = p.wanted
        where /*visible*/)
order by c.updated_at desc, c.id desc
limit $11
