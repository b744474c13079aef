-- In read_log_of_caller, of a tenant with few events: record by record, and never past those of others.
seen v cross join lateral (select * from attribution.caller_events o where o.stream_id = v.id offset 0) e
