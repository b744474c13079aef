-- Called by PagedList for ActorListFields: how many profiles of a filter the caller may see.
select count(*)
from attribution.mt_doc_actorview c
where /*visible*/ and /*filter*/
