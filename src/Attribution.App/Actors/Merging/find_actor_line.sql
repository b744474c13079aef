-- Called by ActorLines: a profile that the caller may see ($7) and all profiles that stand for it, seen or not, nearest
-- first, each with the version of its stream and whether the caller may see the whole way to it. No row when there is
-- no such profile for the caller.
with recursive line (id, place, is_in_sight) as (
    select c.id, 0, true
    from attribution.mt_doc_actorview c
    where /*visible*/ and c.id = $7
    union all
    select c.id, line.place + 1, line.is_in_sight and coalesce((/*visible*/), false)
    from line
    join attribution.mt_doc_actorview below on below.tenant_id = $1 and below.id = line.id
    join attribution.mt_doc_actorview c on c.tenant_id = $1 and c.id = below.merged_into
) cycle id set is_circle using path
select page.id, page.actor, page.mt_version, line.is_in_sight
from line
join attribution.mt_doc_actorview page on page.tenant_id = $1 and page.id = line.id
where not line.is_circle
order by line.place
