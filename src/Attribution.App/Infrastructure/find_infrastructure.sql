-- Called by InfrastructureQueries: for each subject the one label that counts, of those that the caller may see.
select distinct on (c.subject) c.data
from attribution.mt_doc_infrastructureview c
where /*visible*/ and c.subject = any($7)
order by c.subject, (c.rule = 'ANALYST_LABEL') desc, (c.owner = $2) desc, c.updated_at desc, c.id
