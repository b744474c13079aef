-- Called by PagedList for AccessAuditFields: a page of who read which record, of those that the caller may see.
select
    jsonb_build_object(
        'id', c.id, 'at', to_char(c.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'record', c.record_id,
        'subject', c.subject, 'tenant', c.subject_tenant, 'organisation', c.subject_organisation, 'reason', c.reason),
    /*order values*/
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
order by /*order*/
limit /*limit*/
