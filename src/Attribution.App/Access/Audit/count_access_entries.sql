-- Called by PagedList for AccessAuditFields: how many entries of a filter there are about records that the caller may
-- see.
select count(*)
/* include seen_access_entries */
