-- Called by TaxiiPushes: what became of objects that were sent, and that whoever sends still lives.
with held as (
    update attribution.taxii_pushes
    set leased_until = $6
    where tenant_id = $1 and id = $3 and lease_id = $4
    returning id)
insert into attribution.taxii_sent (
    tenant_id, feed_id, push_id, sent_at, object_id, version, fingerprint, result, message)
select $1, $2, $3, $5, n.object_id, n.version, n.fingerprint, n.result, n.message
from unnest($7::varchar[], $8::timestamptz[], $9::varchar[], $10::varchar[], $11::varchar[])
    as n(object_id, version, fingerprint, result, message)
cross join held
on conflict (tenant_id, feed_id, object_id, version) do update
set push_id = excluded.push_id, sent_at = excluded.sent_at, fingerprint = excluded.fingerprint,
    result = excluded.result, message = excluded.message
