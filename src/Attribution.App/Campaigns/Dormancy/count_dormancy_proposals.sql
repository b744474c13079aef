-- Called by PagedList for DormancyProposalFields: how many proposals of a filter there are whose campaigns the caller
-- may see.
select count(*)
from attribution.mt_doc_dormancyproposalview c
where /*filter*/
    and exists (
        select
        from (select c.tenant_id as tenant, c.campaign_id as wanted) p
        join attribution.mt_doc_campaignview c on c.tenant_id = p.tenant and c.id = p.wanted
        where /*visible*/)
