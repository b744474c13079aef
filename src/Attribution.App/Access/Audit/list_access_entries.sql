-- Called by PagedList for AccessAuditFields: a page of who read which record, of those that the caller may see.
select
    jsonb_build_object(
        'id', c.id, 'at', to_char(c.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'record', c.record_id,
        'subject', c.subject, 'tenant', c.subject_tenant, 'organisation', c.subject_organisation, 'reason', c.reason),
    /*order values*/
/* include seen_access_entries */
order by /*order*/
limit /*limit*/
