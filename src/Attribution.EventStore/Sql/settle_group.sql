-- Called by GroupLedger.SettleAsync after a lost connection, behind writer_lock.sql: returns the group's outcome when
-- it was stored, and otherwise leaves a row that makes a late copy of the same group fail on its key.
with voided as (
    insert into attribution.event_commit_groups (id, stored, commit_ids, refused_commits, refused_tables,
        previous_versions, archived_streams, first_positions, recorded_at)
    values ($1, false, '{}', '{}', '{}', '{}', '{}', '{}', $2)
    on conflict (id) do nothing
    returning id
)
select g.stored, g.refused_commits, g.refused_tables, g.previous_versions, g.archived_streams, g.first_positions
from attribution.event_commit_groups g
where g.id = $1
union all
select false, '{}', '{}', '{}', '{}', '{}'
from voided
