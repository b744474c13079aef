-- Called by CollectionChange, which holds the collection: takes versions of an object out of it; they do not come back
-- by themselves.
update attribution.taxii_objects o
set is_removed = true
from (
    select
        h.id, h.version,
        case when h.version_text is null then h.date_added else h.version end as instant,
        row_number() over (order by h.version) as from_first,
        row_number() over (order by h.version desc) as from_last
    from attribution.taxii_objects h
    where h.tenant_id = $1 and h.collection_id = $2 and h.id = $3 and not h.is_removed
        and ($4::varchar[] is null or h.spec_version = any($4))) s
where o.tenant_id = $1 and o.collection_id = $2 and o.id = s.id and o.version = s.version
    and ($5 or $6 and s.from_first = 1 or $7 and s.from_last = 1 or s.instant = any($8::timestamptz[]))
