-- Called by BulkLoader, last in a chunk's transaction: the chunk's entry in the ledger of groups, with its last
-- position.
insert into attribution.event_commit_groups (id, stored, commit_ids, refused_commits, refused_tables, previous_versions,
    archived_streams, first_positions, recorded_at)
values ($1, true, '{}', '{}', '{}', '{}', '{}', array[$2::bigint], $3)
