-- Called by BulkCopy, behind writer_lock.sql: the events of a chunk, at positions from reserve_positions.sql.
copy attribution.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
    correlation_id, causation_id, headers) from stdin (format binary)
