-- Called by CollectionChange, which holds the collection: puts objects into it, each a microsecond later than the one
-- before. One that is there with the same content keeps its date; one that was taken out comes anew.
insert into attribution.taxii_objects as held (
    tenant_id, collection_id, id, version, version_text, type, spec_version, fingerprint, raw, date_added, is_added)
select $1, $2, n.id, n.version, n.version_text, n.type, n.spec_version, n.fingerprint, n.raw,
    $3 + (n.place - 1) * interval '1 microsecond', $4
from unnest($5::varchar[], $6::timestamptz[], $7::varchar[], $8::varchar[], $9::varchar[], $10::varchar[], $11::text[])
    with ordinality as n(id, version, version_text, type, spec_version, fingerprint, raw, place)
on conflict (tenant_id, collection_id, id, version) do update
set is_added = held.is_added or excluded.is_added, is_removed = false, version_text = excluded.version_text,
    spec_version = excluded.spec_version, fingerprint = excluded.fingerprint,
    raw = case when held.fingerprint = excluded.fingerprint then held.raw else excluded.raw end,
    date_added = case when held.fingerprint = excluded.fingerprint and not held.is_removed then held.date_added
        else excluded.date_added end
