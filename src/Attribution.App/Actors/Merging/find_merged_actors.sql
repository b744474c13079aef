-- Called by ActorQueries: with each profile the profiles it stands for, directly or through others, as far as the
-- caller may see the way to them.
with recursive line (head, id) as (
    select u.id, u.id
    from unnest($7::uuid[]) as u (id)
    union
    select l.head, c.id
    from line l
    join attribution.mt_doc_actorview c on c.merged_into = l.id
    where /*visible*/
)
select l.head, c.data
from line l
join attribution.mt_doc_actorview c on c.id = l.id
where /*visible*/ and l.id <> l.head
order by c.created_at, c.id
