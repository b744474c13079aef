-- Called by LogExporter: whether the caller's tenant has no more events than so many ($7).
select coalesce(sum(s.version), 0) <= $7
from (select m.version from attribution.mt_streams m where m.tenant_id = $1 order by m.id limit $7 + 1) s
