-- Called by PagedList for DormancyProposalFields: a page of the proposals of a filter, as far as the caller may see
-- their campaigns.
select c.data, /*order values*/
from attribution.mt_doc_dormancyproposalview c
where /*filter*/
    and exists (
        select
        from (select c.tenant_id as tenant, c.campaign_id as wanted) p
        join attribution.mt_doc_campaignview c on c.tenant_id = p.tenant and c.id = p.wanted
        where /*visible*/)
order by /*order*/
limit /*limit*/
