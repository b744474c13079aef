-- In what lists and counts entries: those of a filter that are about records which the caller may see.
from attribution.access_audit c
where c.kind = 'READ' and c.record_type in ('campaign', 'log') and /*filter*/
    and exists (
        select
        from (select c.tenant_id as tenant, c.record_id as wanted) p
        cross join lateral (
            select from attribution.mt_doc_campaignview c
            where /*visible*/ and c.tenant_id = p.tenant and c.id = p.wanted
            union all
            select from attribution.mt_doc_actorview c
            where /*visible*/ and c.tenant_id = p.tenant and c.id = p.wanted
            union all
            select from attribution.mt_doc_investigationview c
            where /*visible*/ and c.tenant_id = p.tenant and c.id = p.wanted
            union all
            select from attribution.mt_doc_infrastructureview c
            where /*visible*/ and c.tenant_id = p.tenant and c.id = p.wanted) seen)
