-- Called by ProjectionSession, first in the transaction that stores a page: moves the position on from where the page
-- began. No row changed means that somebody else moved it. The row stays locked until the commit: pages, retries of
-- parked events and the swap of a rebuild wait for each other here.
update attribution.mt_event_progression p set last_seq_id = $3, last_updated = transaction_timestamp()
where p.name = $1 and p.last_seq_id = $2
