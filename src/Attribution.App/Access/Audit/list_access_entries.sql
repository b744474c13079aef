-- Called by PagedList for AccessAuditFields: a page of who read which campaign, of those that the caller may see.
select
    jsonb_build_object(
        'id', c.id, 'at', to_char(c.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'campaign', c.record_id,
        'subject', c.subject, 'tenant', c.subject_tenant, 'organisation', c.subject_organisation, 'reason', c.reason),
    /*order values*/
from attribution.access_audit c
where c.kind = 'READ' and c.record_type = 'campaign' and /*filter*/
    and exists (
        select
        from (select c.tenant_id as tenant, c.record_id as wanted) p
        join attribution.mt_doc_campaignview c on c.tenant_id = p.tenant and c.id = p.wanted
        where /*visible*/)
order by /*order*/
limit /*limit*/
