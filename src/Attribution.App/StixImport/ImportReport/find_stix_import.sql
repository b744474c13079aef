-- Called by StixImportQueries: an import that the caller may read the report of.
select c.id, c.source, c.bundle_id, c.started_by, c.started_at, c.completed_at,
    c.taken, c.opaque, c.known, c.waiting, c.refused
from attribution.stix_imports c
where /*visible*/ and c.id = $7
