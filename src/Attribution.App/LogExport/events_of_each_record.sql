-- In read_log_of_caller, of a tenant with few events: record by record, and never past those of others.
seen v cross join lateral (
    select o.seq_id, o.version, o.id, o.type, o.data, o.timestamp, o.correlation_id, o.causation_id, o.headers,
        o.is_archived, o.tenant_id, o.stream_id
    from attribution.caller_events o
    where o.stream_id = v.id
    offset 0) e
