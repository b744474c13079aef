-- Called by BulkCopy, behind writer_lock.sql: the new streams of a chunk.
copy attribution.mt_streams (tenant_id, id, type, version, timestamp, created) from stdin (format binary)
