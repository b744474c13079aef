-- Applied by the migrator. The tenant's events as attribution.caller_events shows them, in the order of their commits:
-- behind a barrier nobody else can say in which order they are wanted, and for each page all of them would be read and
-- sorted.
create view attribution.caller_log with (security_barrier) as
select e.seq_id, e.version, e.id, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id, e.headers,
    e.is_archived, e.tenant_id, e.stream_id
from attribution.mt_events e
where e.tenant_id = (select nullif(current_setting('attribution.tenant', true), ''))
order by e.seq_id;

grant select on attribution.caller_log to attribution_reader;
revoke all on attribution.caller_log from attribution_writer;
