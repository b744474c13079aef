-- Called by TaxiiPushes: asks for campaigns to be sent.
insert into attribution.taxii_pushes (
    tenant_id, id, feed_id, campaigns, asked_at, asked_by, next_attempt_at, owner, tlp)
values ($1, $2, $3, $4, $5, $6, $5, $7, $8)
