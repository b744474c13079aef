-- Called by StreamOrder: all streams in the order of their keys, cut into parts of about $1 events: the first and the
-- last stream of each part, both inclusive.
with streams as (
    select s.tenant_id, s.id,
        floor((sum(s.version) over (order by s.tenant_id, s.id) - s.version) / $1::bigint) as part
    from attribution.mt_streams s
),
firsts as (
    select distinct on (s.part) s.part, s.tenant_id, s.id from streams s order by s.part, s.tenant_id, s.id
),
lasts as (
    select distinct on (s.part) s.part, s.tenant_id, s.id from streams s order by s.part, s.tenant_id desc, s.id desc
)
select f.tenant_id, f.id, l.tenant_id, l.id from firsts f join lasts l on l.part = f.part order by f.part
