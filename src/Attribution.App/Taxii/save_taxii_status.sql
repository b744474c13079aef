-- Called by CollectionAdding: keeps what became of a request; those that nobody needs any more go.
with gone as (
    delete from attribution.taxii_statuses t where t.requested_at < $4 - interval '7 days')
insert into attribution.taxii_statuses (
    tenant_id, id, body, requested_at, owner, tlp, shared_with, releasable_to, recipients)
values ($1, $2, $3, $4, $5, $6, '{}', '{}', $7)
