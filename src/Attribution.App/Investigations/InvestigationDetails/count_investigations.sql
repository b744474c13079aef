-- Called by InvestigationQueries: how many investigations the caller may see.
select count(*)
from attribution.mt_doc_investigationview c
where /*visible*/ and ($7::text[] is null or c.state = any($7))
