-- Called by ViewTable: the documents with these keys; ids that have none are left out. A key asked for twice is read
-- once.
select d.tenant_id, d.id, d.data, d.mt_version, coalesce(d.mt_last_modified, to_timestamp(0)) as mt_last_modified
from /*schema*/./*table*/ d
where (d.tenant_id, d.id) in (select k.tenant_id, k.id from unnest($1::text[], $2::uuid[]) as k (tenant_id, id))
