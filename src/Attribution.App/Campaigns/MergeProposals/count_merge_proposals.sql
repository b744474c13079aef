-- Called by PagedList for MergeProposalFields: how many proposals of a filter the caller may see together with their
-- campaigns.
select count(*)
from attribution.mt_doc_mergeproposalview c
where /*visible*/ and /*filter*/
    and exists (
        select
        from (select c.campaign_id as wanted) p
        join attribution.mt_doc_campaignview c on c.id = p.wanted
        where /*visible*/)
