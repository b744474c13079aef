-- Called by PagedList for InvestigationFields: how many investigations of a filter the caller may see.
select count(*)
from attribution.mt_doc_investigationview c
where /*visible*/ and /*filter*/
