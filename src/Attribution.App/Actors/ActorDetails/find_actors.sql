-- Called by ActorQueries: profiles of actors by id, as far as the caller may see them.
select c.data
from attribution.mt_doc_actorview c
where /*visible*/ and c.id = any($7::uuid[])
