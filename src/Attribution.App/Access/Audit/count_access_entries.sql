-- Called by PagedList for AccessAuditFields: how many entries of a filter there are about campaigns that the caller may
-- see.
select count(*)
from attribution.access_audit c
where c.kind = 'READ' and c.record_type = 'campaign' and /*filter*/
    and exists (
        select
        from (select c.tenant_id as tenant, c.record_id as wanted) p
        join attribution.mt_doc_campaignview c on c.tenant_id = p.tenant and c.id = p.wanted
        where /*visible*/)
