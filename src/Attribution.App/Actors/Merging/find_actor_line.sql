-- Called by ActorLines: a profile that the caller may see ($7) and all profiles that stand for it, seen or not, nearest
-- first, each with the version of its stream. No row when there is no such profile for the caller.
with recursive line (id, place) as (
    select c.id, 0
    from attribution.mt_doc_actorview c
    where /*visible*/ and c.id = $7
    union all
    select below.merged_into, line.place + 1
    from line
    join attribution.mt_doc_actorview below on below.tenant_id = $1 and below.id = line.id
    where below.merged_into is not null
) cycle id set is_circle using path
select page.id, page.actor, page.mt_version
from line
join attribution.mt_doc_actorview page on page.tenant_id = $1 and page.id = line.id
where not line.is_circle
order by line.place
