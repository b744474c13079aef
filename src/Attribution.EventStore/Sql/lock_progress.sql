-- Called by ParkedEvents and Swap inside a transaction: how far a projection has come, and nobody moves it until the
-- commit.
select coalesce(p.last_seq_id, 0) from attribution.mt_event_progression p where p.name = $1 for update
