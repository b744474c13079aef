-- Called by StixImportQueries: the next lines of an import's report, in order, behind a line.
select i.number, i.place, i.object_id, i.version_text, i.outcome, i.code, i.message, i.path, i.findings
from attribution.stix_import_items i
join attribution.stix_imports c on c.tenant_id = i.tenant_id and c.id = i.import_id
where /*visible*/ and i.import_id = $7 and i.number > $8
    and ($9::varchar[] is null or i.outcome = any($9))
order by i.number
limit $10
