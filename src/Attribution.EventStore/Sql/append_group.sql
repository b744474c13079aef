-- Called by CommitWriter for each group of commits, after writer_lock.sql in the same transaction: no other writer is
-- between reading a version and appending, so sequence order is commit order. Each commit is stored whole or not at
-- all. The lines that begin with /* are where the statements for the group's row sets are put in (GroupStatement).
-- An append of no events stores nothing: it holds the commit to the version that a decision relied on. What is there is
-- looked up row by row ("offset 0"): a plan made when a table had ten rows would read all of them for a hash join, and
-- go on reading all for each group while they become many.
with appends as materialized (
    select a.append_no, a.commit_no, a.tenant_id, a.stream_id, a.stream_type, a.expected, a.event_count,
        a.recorded_at, a.correlation_id, a.causation_id, a.headers,
        s.id is not null as known, coalesce(s.version, 0) as version, coalesce(s.is_archived, false) as archived
    from unnest($4::integer[], $5::text[], $6::uuid[], $7::text[], $8::bigint[], $9::bigint[], $10::timestamptz[],
            $11::text[], $12::text[], $13::jsonb[])
        with ordinality as a (commit_no, tenant_id, stream_id, stream_type, expected, event_count, recorded_at,
            correlation_id, causation_id, headers, append_no)
    left join lateral (
        select s.id, s.version, s.is_archived
        from attribution.mt_streams s
        where s.tenant_id = a.tenant_id and s.id = a.stream_id
        offset 0
    ) s on true
),
/*row set parameters*/
refusals as materialized (
    select a.commit_no, -1 as table_no
    from appends a
    where a.archived or (a.expected >= 0 and a.expected <> a.version)
    /*row set refusals*/
),
accepted as materialized (
    select a.append_no, a.commit_no, a.tenant_id, a.stream_id, a.stream_type, a.event_count, a.recorded_at,
        a.correlation_id, a.causation_id, a.headers, a.known, a.version
    from appends a
    where not exists (select from refusals r where r.commit_no = a.commit_no)
),
started as (
    insert into attribution.mt_streams (tenant_id, id, type, version, timestamp, created)
    select a.tenant_id, a.stream_id, a.stream_type, a.event_count, a.recorded_at, a.recorded_at
    from accepted a
    where not a.known and a.event_count > 0
),
continued as (
    update attribution.mt_streams s
    set version = a.version + a.event_count, timestamp = a.recorded_at
    from accepted a
    where a.known and a.event_count > 0 and s.tenant_id = a.tenant_id and s.id = a.stream_id
),
stored as (
    insert into attribution.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
        correlation_id, causation_id, headers)
    select nextval('attribution.mt_events_sequence'), o.id, o.stream_id, o.version, o.data, o.type, o.recorded_at,
        o.tenant_id, o.mt_dotnet_type, o.correlation_id, o.causation_id, o.headers
    from (
        select e.id, a.stream_id, a.version + e.event_no as version, e.data, e.type, a.recorded_at, a.tenant_id,
            e.mt_dotnet_type, a.correlation_id, a.causation_id, a.headers
        from unnest($14::bigint[], $15::bigint[], $16::uuid[], $17::jsonb[], $18::text[], $19::text[])
            with ordinality as e (append_no, event_no, id, data, type, mt_dotnet_type, place)
        join accepted a on a.append_no = e.append_no
        order by e.place
    ) o
    returning seq_id, tenant_id, stream_id
),
/*row set changes*/
outcomes as materialized (
    select a.append_no, a.version, a.archived, coalesce(s.first_position, 0) as first_position
    from appends a
    left join (
        select tenant_id, stream_id, min(seq_id) as first_position from stored group by tenant_id, stream_id
    ) s on s.tenant_id = a.tenant_id and s.stream_id = a.stream_id
)
insert into attribution.event_commit_groups (id, stored, commit_ids, refused_commits, refused_tables, previous_versions,
    archived_streams, first_positions, recorded_at)
select $1, true, $2,
    coalesce((select array_agg(r.commit_no order by r.commit_no, r.table_no) from refusals r), '{}'),
    coalesce((select array_agg(r.table_no order by r.commit_no, r.table_no) from refusals r), '{}'),
    coalesce((select array_agg(o.version order by o.append_no) from outcomes o), '{}'),
    coalesce((select array_agg(o.archived order by o.append_no) from outcomes o), '{}'),
    coalesce((select array_agg(o.first_position order by o.append_no) from outcomes o), '{}'),
    $3
returning refused_commits, refused_tables, previous_versions, archived_streams, first_positions
