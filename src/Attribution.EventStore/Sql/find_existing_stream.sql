-- Called by BulkLoader, behind writer_lock.sql: the first of these streams that exists already, if any.
select n.tenant_id, n.id
from unnest($1::text[], $2::uuid[]) with ordinality as n (tenant_id, id, place)
join attribution.mt_streams s on s.tenant_id = n.tenant_id and s.id = n.id
order by n.place
limit 1
