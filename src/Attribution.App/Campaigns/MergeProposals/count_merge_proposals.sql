-- Called by MergeProposalQueries: how many proposals of a filter the caller may see together with their campaigns.
select count(*)
from attribution.mt_doc_mergeproposalview c
where /*visible*/
    and ($7::text[] is null or c.state = any($7))
    and ($8::uuid is null or c.campaign_id = $8)
    and exists (
        select
        from (select c.campaign_id as wanted) p
        join attribution.mt_doc_campaignview c on c.id = p.wanted
        where /*visible*/)
