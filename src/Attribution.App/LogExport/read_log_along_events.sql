-- Called by LogExporter for a tenant with many events: its next ones, along the log and no further than the page goes.
/* include log_of_caller */
from attribution.caller_log e
cross join lateral (select s.campaign from seen s where s.id = e.stream_id offset 0) v
where e.seq_id >= coalesce(
    (select o.seq_id from attribution.caller_events o where o.stream_id = $7::uuid and o.version = $8::bigint), 0)
order by e.seq_id
limit /*limit*/
