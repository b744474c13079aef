-- In read_log_of_caller, of a tenant with many events: along the log, and no further than the page goes.
attribution.caller_log e cross join lateral (select s.campaign from seen s where s.id = e.stream_id offset 0) v
