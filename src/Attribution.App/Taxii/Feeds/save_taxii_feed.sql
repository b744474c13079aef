-- Called by TaxiiFeeds: sets a feed up, or changes the one with this id. One that is to read something else, or more of
-- it, begins anew.
insert into attribution.taxii_feeds as held (
    tenant_id, id, name, api_root, collection, credentials, every_seconds, ids, types, spec_versions, saved_at,
    saved_by, owner, tlp, cursor_id, next_poll_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, case when $7 is not null then $11 end)
on conflict (tenant_id, id) do update
set api_root = excluded.api_root, collection = excluded.collection, credentials = excluded.credentials,
    every_seconds = excluded.every_seconds, ids = excluded.ids, types = excluded.types,
    spec_versions = excluded.spec_versions, saved_at = excluded.saved_at, saved_by = excluded.saved_by,
    tlp = excluded.tlp, next_poll_at = excluded.next_poll_at,
    cursor_id = case
        when (held.api_root, held.collection) = (excluded.api_root, excluded.collection)
            and (held.ids, held.types, held.spec_versions)
                is not distinct from (excluded.ids, excluded.types, excluded.spec_versions)
            and held.tlp >= excluded.tlp
        then held.cursor_id
        else excluded.cursor_id end
