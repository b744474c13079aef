-- Called by ProjectionSession and ProjectionDaemon: how far projections have come.
select p.name, coalesce(p.last_seq_id, 0) from attribution.mt_event_progression p where p.name = any($1)
