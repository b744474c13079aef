-- Called by ActorQueries: of each STIX id the profile that the caller sees: the one of its own organisation, else the
-- oldest it may see.
select distinct on (c.actor) c.data
from attribution.mt_doc_actorview c
where /*visible*/ and c.actor = any($7::text[])
order by c.actor, c.owner = $2 desc, c.created_at, c.id
