-- Called by MergeProposalQueries: one proposal ($7), if the caller may see both it and its campaign.
select c.data
from attribution.mt_doc_mergeproposalview c
where /*visible*/ and c.id = $7
    and exists (
        select
        from (select c.campaign_id as wanted) p
        join attribution.mt_doc_campaignview c on c.id = p.wanted
        where /*visible*/)
