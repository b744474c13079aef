-- Called by EventLog.FindStreamAsync: what is known of one stream.
select s.type, s.version, s.created, s.timestamp, s.is_archived
from attribution.mt_streams s
where s.tenant_id = $1 and s.id = $2
