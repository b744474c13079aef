using Attribution.EventStore.Daemon;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rebuild;
using Npgsql;

namespace Attribution.EventStore.Tests;

public sealed class RebuildTests : IAsyncLifetime
{
    private ProjectionWorld _world = null!;

    public async Task InitializeAsync() => _world = await ProjectionWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 7, 3)]
    [InlineData(3, 500, 50_000)]
    public async Task A_rebuild_makes_what_the_daemon_made_in_any_page_size_and_with_redelivery(
        int seed, int page, int part)
    {
        var sample = new ProjectionSample();
        await History.AppendAsync(_world.Log, sample, new Random(seed), streams: 12, commits: 60);
        await RunDaemonAsync(sample, page);
        var live = await ProjectionSample.DumpAsync(_world.ConnectionString);
        var parked = await ParkedAsync();

        await _world.ExecuteAsync("update attribution.mt_event_progression set last_seq_id = last_seq_id / 3");
        await RunDaemonAsync(sample, 2 * page);
        var redelivered = await ProjectionSample.DumpAsync(_world.ConnectionString);
        await _world.ExecuteAsync(
            "truncate attribution.mt_doc_ledgerview, attribution.mt_doc_payeeview, attribution.test_edges, "
            + "attribution.test_sums");
        foreach (var projection in sample.EveryKind)
        {
            await RebuildAsync(projection, new RebuildOptions { PageEventsMax = page, PartEventsMax = part });
        }

        live.ShouldNotBeEmpty();
        redelivered.ShouldBe(live, $"redelivery, seed {seed}");
        (await ProjectionSample.DumpAsync(_world.ConnectionString)).ShouldBe(live, $"rebuild, seed {seed}");
        (await ParkedAsync()).ShouldBe(parked, $"seed {seed}");
    }

    [Fact]
    public async Task A_rebuild_of_an_inline_view_makes_what_its_commits_made()
    {
        var sample = new ProjectionSample { CursesThrow = false };
        await History.AppendAsync(_world.Log, sample, new Random(4), streams: 12, commits: 60, inline: true);
        var live = await ProjectionSample.DumpAsync(_world.ConnectionString);
        await _world.ExecuteAsync("truncate attribution.mt_doc_ledgerview");

        var report = await RebuildAsync(sample.View);

        live.ShouldNotBeEmpty();
        (await ProjectionSample.DumpAsync(_world.ConnectionString)).ShouldBe(live);
        (report.Events, report.Parked, report.Position).ShouldBe(
            (await _world.QueryAsync<long>("select count(*) from attribution.mt_events"),
                0,
                await _world.Log.FindHighWaterMarkAsync()));
    }

    [Fact]
    public async Task A_rebuilt_table_has_the_names_rights_and_policies_of_the_one_before()
    {
        await _world.ExecuteAsync(
            """
            do $$ begin
                create role projection_reader;
            exception when duplicate_object or unique_violation then null;
            end $$;
            grant select on attribution.mt_doc_ledgerview to projection_reader;
            alter table attribution.mt_doc_ledgerview enable row level security;
            alter table attribution.mt_doc_ledgerview set (fillfactor = 80);
            create policy own_tenant on attribution.mt_doc_ledgerview for select to projection_reader
                using (tenant_id = current_setting('attribution.tenant', true));
            """);
        var before = await SchemaAsync();

        await RebuildAsync(new ProjectionSample().View);

        (await SchemaAsync()).ShouldBe(before);
        before.ShouldContain("own_tenant");
        before.ShouldContain("ledgerview_by_owner");
    }

    [Fact]
    public async Task Commits_and_readers_go_on_while_a_view_is_rebuilt_and_see_no_half_of_it()
    {
        var sample = new ProjectionSample { CursesThrow = false };
        await History.AppendAsync(
            _world.Log, sample, new Random(5), streams: 300, commits: 400, inline: true, close: false);
        var documents = await _world.QueryAsync<long>("select count(*) from attribution.mt_doc_ledgerview");
        using var rebuilt = new CancellationTokenSource();
        var writing = WriteUntilAsync(sample, rebuilt.Token);
        var reading = ReadUntilAsync(documents, rebuilt.Token);

        for (var round = 0; round < 3; round++)
        {
            await RebuildAsync(sample.View, new RebuildOptions { PartEventsMax = 100, PageEventsMax = 10 });
        }

        await rebuilt.CancelAsync();
        await writing;
        await reading;
        var live = await ProjectionSample.DumpAsync(_world.ConnectionString);
        await RebuildAsync(sample.View);
        (await ProjectionSample.DumpAsync(_world.ConnectionString)).ShouldBe(live);
    }

    [Fact]
    public async Task A_projection_that_the_daemon_runs_is_rebuilt_under_it()
    {
        var sample = new ProjectionSample();
        await using var daemon = ProjectionDaemon.Start(
            _world.Log, sample.EveryKind, new ProjectionDaemonOptions { PageEventsMax = 5 });
        await History.AppendAsync(_world.Log, sample, new Random(6), streams: 10, commits: 40);
        var writing = History.AppendAsync(_world.Log, sample, new Random(7), streams: 10, commits: 80);
        var states = new System.Collections.Concurrent.ConcurrentBag<ProjectionState>();
        daemon.StateChanged += status => states.Add(status.State);

        foreach (var projection in sample.EveryKind)
        {
            await daemon.RebuildAsync(
                projection.Name, new RebuildOptions { PageEventsMax = 7 }, cancellation: _world.Patience);
        }

        await writing;
        await DrainAsync(daemon, sample);
        states.ShouldContain(ProjectionState.Rebuilding);
        var live = await ProjectionSample.DumpAsync(_world.ConnectionString);
        foreach (var projection in sample.EveryKind)
        {
            await RebuildAsync(projection);
        }

        (await ProjectionSample.DumpAsync(_world.ConnectionString)).ShouldBe(live);
    }

    [Fact]
    public async Task A_rebuild_tells_how_far_it_is()
    {
        var sample = new ProjectionSample();
        await History.AppendAsync(_world.Log, sample, new Random(8), streams: 5, commits: 20);
        var told = new Told();

        var report = await ProjectionRebuild.RunAsync(
            _world.Log, sample.Edge, progress: told, cancellation: _world.Patience);

        var last = told.Progress.ShouldNotBeNull();
        (last.Projection, last.EventsDone, last.EventsTotal).ShouldBe(("Edges", report.Events, report.Events));
        last.TimeLeft.ShouldBe(TimeSpan.Zero);
        new RebuildProgress("Edges", 250, 1000, 100).TimeLeft.ShouldBe(TimeSpan.FromSeconds(7.5));
    }

    private Task<RebuildReport> RebuildAsync(Projection projection, RebuildOptions? options = null) =>
        ProjectionRebuild.RunAsync(_world.Log, projection, options, cancellation: _world.Patience);

    private async Task RunDaemonAsync(ProjectionSample sample, int page)
    {
        await using var daemon = ProjectionDaemon.Start(
            _world.Log, sample.EveryKind, new ProjectionDaemonOptions { PageEventsMax = page });
        await DrainAsync(daemon, sample);
    }

    private async Task DrainAsync(ProjectionDaemon daemon, ProjectionSample sample)
    {
        var last = await _world.Log.FindHighWaterMarkAsync();
        foreach (var projection in sample.EveryKind)
        {
            await daemon.WaitForPositionAsync(projection.Name, last, _world.Patience);
        }
    }

    private async Task WriteUntilAsync(ProjectionSample sample, CancellationToken end)
    {
        for (var seed = 100; !end.IsCancellationRequested; seed++)
        {
            await History.AppendAsync(
                _world.Log, sample, new Random(seed), streams: 3, commits: 10, inline: true, close: false);
        }
    }

    private async Task ReadUntilAsync(long atLeast, CancellationToken end)
    {
        await using var connection = await _world.OpenAsync();
        while (!end.IsCancellationRequested)
        {
            await using var command = new NpgsqlCommand(
                "select count(*) from attribution.mt_doc_ledgerview", connection);
            var seen = (long)(await command.ExecuteScalarAsync(_world.Patience))!;
            seen.ShouldBeGreaterThanOrEqualTo(atLeast);
            atLeast = seen;
        }
    }

    private Task<string> ParkedAsync() => _world.QueryAsync<string>(
        "select coalesce(string_agg((data - 'Timestamp')::text, E'\n' order by id), '')"
        + " from attribution.mt_doc_deadletterevent");

    private Task<string> SchemaAsync() => _world.QueryAsync<string>(
        """
        select string_agg(line, E'\n' order by line) from (
            select 'column ' || a.attnum || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                || ' ' || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') as line
            from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = 'attribution.mt_doc_ledgerview'::regclass and a.attnum > 0
            union all
            select 'index ' || indexdef from pg_indexes
            where schemaname = 'attribution' and tablename = 'mt_doc_ledgerview'
            union all
            select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
            where conrelid = 'attribution.mt_doc_ledgerview'::regclass
            union all
            select 'policy ' || p::text from pg_policies p where tablename = 'mt_doc_ledgerview'
            union all
            select 'table ' || relrowsecurity || relforcerowsecurity || coalesce(reloptions::text, '') || relacl::text
                || relowner
            from pg_class where oid = 'attribution.mt_doc_ledgerview'::regclass) lines
        """);

    private sealed class Told : IProgress<RebuildProgress>
    {
        public RebuildProgress? Progress { get; private set; }

        public void Report(RebuildProgress value) => Progress = value;
    }
}
