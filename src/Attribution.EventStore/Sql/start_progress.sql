-- Called by ProjectionSession and ProjectionRebuild: makes sure that a projection has its row of progress.
insert into attribution.mt_event_progression (name, last_seq_id) values ($1, 0) on conflict (name) do nothing
