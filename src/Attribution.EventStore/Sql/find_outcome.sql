-- Called by EventLog.FindOutcomeAsync, behind writer_lock.sql: the group that stored a commit, if any.
select g.commit_ids, g.refused_commits
from attribution.event_commit_groups g
where g.stored and g.commit_ids @> array[$1::uuid]
order by g.recorded_at desc
