-- Called by StixImportQueries: how many lines an import's report has.
select count(*)
from attribution.stix_import_items i
join attribution.stix_imports c on c.tenant_id = i.tenant_id and c.id = i.import_id
where /*visible*/ and i.import_id = $7 and ($8::varchar[] is null or i.outcome = any($8))
