-- Called by TaxiiServer: the versions of objects that a request selects, in the order they were added. Which version is
-- the first or the last of an object is decided among those of the specification versions asked for: of its latest when
-- none are.
select s.id, s.shown_version, s.date_added, case when $16 then s.raw end
from (
    select
        h.id, h.raw, h.date_added,
        coalesce(h.version_text, to_char(h.date_added at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
            as shown_version,
        case when h.version_text is null then h.date_added else h.version end as instant,
        row_number() over (partition by h.id order by h.version) as from_first,
        row_number() over (partition by h.id order by h.version desc) as from_last
    from (
        select
            o.id, o.version, o.version_text, o.date_added, o.raw, o.spec_version,
            max(o.spec_version) over (partition by o.id) as latest_specification
        from attribution.taxii_objects o
        join attribution.taxii_collections c on c.tenant_id = o.tenant_id and c.id = o.collection_id
        where /*visible*/ and c.id = $7 and not o.is_removed
            and ($8::varchar[] is null or o.id = any($8)) and ($9::varchar[] is null or o.type = any($9))) h
    where case when $10::varchar[] is null then h.spec_version = h.latest_specification
        else h.spec_version = any($10) end) s
where ($11 or $12 and s.from_first = 1 or $13 and s.from_last = 1 or s.instant = any($14::timestamptz[]))
    and s.date_added > $15
order by s.date_added
limit $17
