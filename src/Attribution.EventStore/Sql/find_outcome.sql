-- Called by GroupLedger.HoldsAsync, after the writer's turn was waited for: the groups that had a commit among theirs.
select g.commit_ids, g.refused_commits
from attribution.event_commit_groups g
where g.stored and g.commit_ids @> array[$1::uuid]
