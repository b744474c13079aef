-- Called by PagedList for InvestigationFields: a page of the investigations of a filter that the caller may see.
select c.data, /*order values*/
from attribution.mt_doc_investigationview c
where /*visible*/ and /*filter*/
order by /*order*/
limit /*limit*/
