-- Called by EventLog.ArchiveStreamAsync, behind writer_lock.sql: marks a stream and its events; it takes no more
-- appends.
with archived as (
    update attribution.mt_streams s set is_archived = true
    where s.tenant_id = $1 and s.id = $2 and not s.is_archived
    returning s.id
)
update attribution.mt_events e set is_archived = true
from archived a
where e.tenant_id = $1 and e.stream_id = a.id
