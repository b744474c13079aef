-- Called by PagedList for ActorListFields: a page of the profiles of a filter that the caller may see.
select c.data, /*order values*/
from attribution.mt_doc_actorview c
where /*visible*/ and /*filter*/
order by /*order*/
limit /*limit*/
