-- Called by CommitWriter now and then: outcomes that nobody asks for any more.
delete from attribution.event_commit_groups g where g.recorded_at < $1
