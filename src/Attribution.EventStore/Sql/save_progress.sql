-- Called by Swap behind lock_progress.sql: a rebuilt projection goes on behind the last event in its new tables.
update attribution.mt_event_progression p set last_seq_id = $2, last_updated = transaction_timestamp() where p.name = $1
