-- Called by DormancyProposalQueries: one proposal ($7), if the caller may see its campaign.
select c.data
from attribution.mt_doc_dormancyproposalview c
where c.id = $7
    and exists (
        select
        from (select c.tenant_id as tenant, c.campaign_id as wanted) p
        join attribution.mt_doc_campaignview c on c.tenant_id = p.tenant and c.id = p.wanted
        where /*visible*/)
