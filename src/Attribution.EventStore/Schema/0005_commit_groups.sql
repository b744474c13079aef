-- Applied by the migrator. What became of each group of commits, written in the group's own transaction: after a lost
-- connection the writer reads here whether the group was stored (docs/decisions/0003).
-- stored is false in a row that the writer puts there to void a group whose fate it could not learn otherwise.
create table attribution.event_commit_groups (
    id uuid not null,
    stored boolean not null,
    commit_ids uuid[] not null,
    refused_commits integer[] not null,
    refused_tables integer[] not null,
    previous_versions bigint[] not null,
    archived_streams boolean[] not null,
    first_positions bigint[] not null,
    recorded_at timestamptz not null,
    constraint event_commit_groups_pkey primary key (id)
);

create index event_commit_groups_recorded_at on attribution.event_commit_groups (recorded_at);
