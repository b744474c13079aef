-- Called by PagedList for MergeProposalFields: a page of the proposals of a filter, as far as the caller may see both
-- them and their campaigns.
select c.data, /*order values*/
from attribution.mt_doc_mergeproposalview c
where /*visible*/ and /*filter*/
    and exists (
        select
        from (select c.campaign_id as wanted) p
        join attribution.mt_doc_campaignview c on c.id = p.wanted
        where /*visible*/)
order by /*order*/
limit /*limit*/
