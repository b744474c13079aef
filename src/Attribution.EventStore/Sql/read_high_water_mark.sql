-- Called by EventLog.FindHighWaterMarkAsync: the position of the newest event; 0 when there is none.
select coalesce(max(e.seq_id), 0) from attribution.mt_events e
