-- Called by BulkLoader, behind writer_lock.sql: as many positions as a chunk has events, in ascending order.
select array_agg(nextval('attribution.mt_events_sequence') order by g.n) from generate_series(1, $1) as g (n)
