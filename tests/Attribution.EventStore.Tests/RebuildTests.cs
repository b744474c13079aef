using Attribution.EventStore.Daemon;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rebuild;
using Attribution.EventStore.Views;
using Attribution.Testing;
using Npgsql;

namespace Attribution.EventStore.Tests;

public sealed class RebuildTests : IAsyncLifetime
{
    private readonly CancellationToken _patience = new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;
    private TestDatabase _database = null!;
    private EventLog _log = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync("projections", ProjectionDatabase.MigrateAsync);
        _log = EventLog.Open(_database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _log.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 7, 3)]
    [InlineData(3, 500, 50_000)]
    public async Task A_rebuild_makes_what_the_daemon_made_in_any_page_size_and_with_redelivery(int seed, int page, int part)
    {
        var sample = new ProjectionSample();
        await History.AppendAsync(_log, sample, new Random(seed), streams: 12, commits: 60);
        await RunDaemonAsync(sample, page);
        var live = await ProjectionSample.DumpAsync(_database.ConnectionString);
        var parked = await ParkedAsync();

        await ExecuteAsync("update attribution.mt_event_progression set last_seq_id = last_seq_id / 3");
        await RunDaemonAsync(sample, 2 * page);
        var redelivered = await ProjectionSample.DumpAsync(_database.ConnectionString);
        await ExecuteAsync("truncate attribution.mt_doc_ledgerview, attribution.mt_doc_payeeview, attribution.test_edges");
        foreach (var projection in sample.All)
        {
            await RebuildAsync(projection, new RebuildOptions { PageEventsMax = page, PartEventsMax = part });
        }

        live.ShouldNotBeEmpty();
        redelivered.ShouldBe(live, $"redelivery, seed {seed}");
        (await ProjectionSample.DumpAsync(_database.ConnectionString)).ShouldBe(live, $"rebuild, seed {seed}");
        (await ParkedAsync()).ShouldBe(parked, $"seed {seed}");
    }

    [Fact]
    public async Task A_rebuild_of_an_inline_view_makes_what_its_commits_made()
    {
        var sample = new ProjectionSample { CursesThrow = false };
        await History.AppendAsync(_log, sample, new Random(4), streams: 12, commits: 60, inline: true);
        var live = await ProjectionSample.DumpAsync(_database.ConnectionString);
        await ExecuteAsync("truncate attribution.mt_doc_ledgerview");

        var report = await RebuildAsync(sample.View);

        live.ShouldNotBeEmpty();
        (await ProjectionSample.DumpAsync(_database.ConnectionString)).ShouldBe(live);
        (report.Events, report.Parked, report.Position).ShouldBe(
            (await QueryAsync<long>("select count(*) from attribution.mt_events"), 0, await _log.FindHighWaterMarkAsync()));
    }

    [Fact]
    public async Task A_rebuilt_table_has_the_names_rights_and_policies_of_the_one_before()
    {
        await ExecuteAsync(
            """
            do $$ begin create role projection_reader; exception when duplicate_object or unique_violation then null; end $$;
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
        await History.AppendAsync(_log, sample, new Random(5), streams: 300, commits: 400, inline: true, close: false);
        var documents = await QueryAsync<long>("select count(*) from attribution.mt_doc_ledgerview");
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
        var live = await ProjectionSample.DumpAsync(_database.ConnectionString);
        await RebuildAsync(sample.View);
        (await ProjectionSample.DumpAsync(_database.ConnectionString)).ShouldBe(live);
    }

    [Fact]
    public async Task A_projection_that_the_daemon_runs_is_rebuilt_under_it()
    {
        var sample = new ProjectionSample();
        await using var daemon = ProjectionDaemon.Start(_log, sample.All, new ProjectionDaemonOptions { PageEventsMax = 5 });
        await History.AppendAsync(_log, sample, new Random(6), streams: 10, commits: 40);
        var writing = History.AppendAsync(_log, sample, new Random(7), streams: 10, commits: 80);
        var states = new System.Collections.Concurrent.ConcurrentBag<ProjectionState>();
        daemon.StateChanged += status => states.Add(status.State);

        foreach (var projection in sample.All)
        {
            await daemon.RebuildAsync(projection.Name, new RebuildOptions { PageEventsMax = 7 }, cancellation: _patience);
        }

        await writing;
        await DrainAsync(daemon, sample);
        states.ShouldContain(ProjectionState.Rebuilding);
        var live = await ProjectionSample.DumpAsync(_database.ConnectionString);
        foreach (var projection in sample.All)
        {
            await RebuildAsync(projection);
        }

        (await ProjectionSample.DumpAsync(_database.ConnectionString)).ShouldBe(live);
    }

    [Fact]
    public async Task A_rebuild_that_fails_leaves_the_table_as_it_was_and_nothing_behind()
    {
        var (sample, stream) = (new ProjectionSample(), Sample.Stream());
        await sample.AppendInlineAsync(_log, stream, new LedgerEvent.Opened("anna"));
        await _log.CommitAsync(Sample.Commit(new StreamAppend(
            stream, "ledger", ExpectedVersion.Exactly(1), [Sample.Event("from_the_future")], Sample.ByAnna)));
        var live = await ProjectionSample.DumpAsync(_database.ConnectionString);

        var failure = await Should.ThrowAsync<UnreadableEvent>(RebuildAsync(sample.View));
        await Should.ThrowAsync<UnreadableEvent>(RebuildAsync(sample.Payee));

        (failure.Stream, failure.Version, failure.EventType).ShouldBe((stream, 2, "from_the_future"));
        (await ProjectionSample.DumpAsync(_database.ConnectionString)).ShouldBe(live);
        (await ShadowsAsync()).ShouldBe(0);
        (await RebuildAsync(sample.View, new RebuildOptions { OtherEventTypes = ["from_the_future"] })).Events.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_rebuild_left_that_died_is_cleared_away_by_the_next_daemon()
    {
        var sample = new ProjectionSample();
        await ExecuteAsync("create table attribution_rebuild.mt_doc_ledgerview (like attribution.mt_doc_ledgerview)");

        await using var daemon = ProjectionDaemon.Start(_log, [sample.View]);
        await daemon.WaitForPositionAsync(
            "LedgerView", await sample.AppendAsync(_log, Sample.Stream(), new LedgerEvent.Opened("anna")), _patience);

        (await ShadowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_tables_of_a_rebuild_that_runs_are_left_alone_and_a_second_rebuild_is_refused()
    {
        var sample = new ProjectionSample();
        await using var sessions = EventLogDataSource.CreateSessions(_database.ConnectionString);
        await using var running = await sessions.OpenConnectionAsync();
        (await ShadowTables.TryLockAsync(running, sample.View, _patience)).ShouldBeTrue();
        await new ShadowTables(running, sample.View).CreateAsync(_patience);

        await Should.ThrowAsync<RebuildFailed>(RebuildAsync(sample.View));
        await using var daemon = ProjectionDaemon.Start(_log, [sample.View]);
        await daemon.WaitForPositionAsync(
            "LedgerView", await sample.AppendAsync(_log, Sample.Stream(), new LedgerEvent.Opened("anna")), _patience);

        (await ShadowsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_document_that_the_database_refuses_costs_the_event_that_makes_it_and_not_the_rebuild()
    {
        var (sample, good, bad) = (new ProjectionSample(), Sample.Stream(), Sample.Stream());
        await sample.AppendAsync(_log, bad, new LedgerEvent.Opened("bert"), new LedgerEvent.Paid(1_000_000, good.Value));
        await sample.AppendAsync(_log, good, new LedgerEvent.Opened("anna"), new LedgerEvent.Paid(2, bad.Value));

        var report = await RebuildAsync(sample.View);

        report.Parked.ShouldBe(1);
        (await ParkedAsync()).ShouldContain("ledgerview_sum_in_range");
        await using var connection = await OpenAsync();
        (await ProjectionSample.Ledgers.FindAsync(connection, ViewId.Of(good)))!.View.Sum.ShouldBe(2);
        (await ProjectionSample.Ledgers.FindAsync(connection, ViewId.Of(bad)))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task While_a_reader_holds_the_table_the_exchange_stands_back_and_commits_pass()
    {
        var sample = new ProjectionSample();
        await sample.AppendInlineAsync(_log, Sample.Stream(), new LedgerEvent.Opened("anna"));
        await using var reader = await OpenAsync();
        await using var transaction = await reader.BeginTransactionAsync();
        await using var read = new NpgsqlCommand("select count(*) from attribution.mt_doc_ledgerview", reader);
        await read.ExecuteScalarAsync();
        var options = new RebuildOptions { SwapPatience = TimeSpan.FromMilliseconds(50), SwapAttemptsMax = 2 };

        var failure = await Should.ThrowAsync<RebuildFailed>(RebuildAsync(sample.View, options));
        failure.Message.ShouldContain("End the long transactions");
        var patient = RebuildAsync(sample.View, options with { SwapAttemptsMax = 1000 });
        await sample.AppendInlineAsync(_log, Sample.Stream(), new LedgerEvent.Opened("bert"));
        await transaction.CommitAsync();

        (await patient).Events.ShouldBe(2);
        (await QueryAsync<long>("select count(*) from attribution.mt_doc_ledgerview")).ShouldBe(2);
    }

    [Fact]
    public async Task A_table_with_a_trigger_is_not_rebuilt_into_one_without()
    {
        await ExecuteAsync(
            """
            create function attribution.test_trigger() returns trigger language plpgsql as 'begin return new; end';
            create trigger audit before update on attribution.mt_doc_ledgerview for each row execute function attribution.test_trigger();
            """);

        (await Should.ThrowAsync<RebuildFailed>(RebuildAsync(new ProjectionSample().View))).Message.ShouldContain("audit");
    }

    [Fact]
    public async Task A_rebuild_tells_how_far_it_is()
    {
        var sample = new ProjectionSample();
        await History.AppendAsync(_log, sample, new Random(8), streams: 5, commits: 20);
        var told = new Told();

        var report = await ProjectionRebuild.RunAsync(_log, sample.Edge, progress: told, cancellation: _patience);

        var last = told.Progress.ShouldNotBeNull();
        (last.Projection, last.EventsDone, last.EventsTotal).ShouldBe(("Edges", report.Events, report.Events));
        last.TimeLeft.ShouldBe(TimeSpan.Zero);
        new RebuildProgress("Edges", 250, 1000, 100).TimeLeft.ShouldBe(TimeSpan.FromSeconds(7.5));
    }

    private Task<RebuildReport> RebuildAsync(Projection projection, RebuildOptions? options = null) =>
        ProjectionRebuild.RunAsync(_log, projection, options, cancellation: _patience);

    private async Task RunDaemonAsync(ProjectionSample sample, int page)
    {
        await using var daemon = ProjectionDaemon.Start(_log, sample.All, new ProjectionDaemonOptions { PageEventsMax = page });
        await DrainAsync(daemon, sample);
    }

    private async Task DrainAsync(ProjectionDaemon daemon, ProjectionSample sample)
    {
        var last = await _log.FindHighWaterMarkAsync();
        foreach (var projection in sample.All)
        {
            await daemon.WaitForPositionAsync(projection.Name, last, _patience);
        }
    }

    private async Task WriteUntilAsync(ProjectionSample sample, CancellationToken end)
    {
        for (var seed = 100; !end.IsCancellationRequested; seed++)
        {
            await History.AppendAsync(_log, sample, new Random(seed), streams: 3, commits: 10, inline: true, close: false);
        }
    }

    private async Task ReadUntilAsync(long atLeast, CancellationToken end)
    {
        await using var connection = await OpenAsync();
        while (!end.IsCancellationRequested)
        {
            await using var command = new NpgsqlCommand("select count(*) from attribution.mt_doc_ledgerview", connection);
            var seen = (long)(await command.ExecuteScalarAsync(_patience))!;
            seen.ShouldBeGreaterThanOrEqualTo(atLeast);
            atLeast = seen;
        }
    }

    private Task<long> ShadowsAsync() => QueryAsync<long>("select count(*) from pg_tables where schemaname = 'attribution_rebuild'");

    private Task<string> ParkedAsync() => QueryAsync<string>(
        "select coalesce(string_agg((data - 'Timestamp')::text, E'\n' order by id), '') from attribution.mt_doc_deadletterevent");

    private Task<string> SchemaAsync() => QueryAsync<string>(
        """
        select string_agg(line, E'\n' order by line) from (
            select 'column ' || a.attnum || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
                || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') as line
            from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = 'attribution.mt_doc_ledgerview'::regclass and a.attnum > 0
            union all
            select 'index ' || indexdef from pg_indexes where schemaname = 'attribution' and tablename = 'mt_doc_ledgerview'
            union all
            select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
            where conrelid = 'attribution.mt_doc_ledgerview'::regclass
            union all
            select 'policy ' || p::text from pg_policies p where tablename = 'mt_doc_ledgerview'
            union all
            select 'table ' || relrowsecurity || relforcerowsecurity || coalesce(reloptions::text, '') || relacl::text || relowner
            from pg_class where oid = 'attribution.mt_doc_ledgerview'::regclass) lines
        """);

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<T> QueryAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private sealed class Told : IProgress<RebuildProgress>
    {
        public RebuildProgress? Progress { get; private set; }

        public void Report(RebuildProgress value) => Progress = value;
    }
}

/// <summary>Random histories of ledgers in two tenants, some with the same UUIDs.</summary>
internal static class History
{
    internal static async Task AppendAsync(
        EventLog log, ProjectionSample sample, Random random, int streams, int commits, bool inline = false, bool close = true)
    {
        var ids = Enumerable.Range(0, streams)
            .Select(number => new StreamId(number % 3 == 0 ? "beta" : "acme", new Guid(random.Next(), 0, 0, new byte[8])))
            .ToArray();
        var open = new HashSet<StreamId>();
        for (var commit = 0; commit < commits; commit++)
        {
            var stream = ids[commit < streams ? commit : random.Next(streams)];
            var events = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Next(random, ids, stream, open, close)).ToArray();
            await (inline ? sample.AppendInlineAsync(log, stream, events) : sample.AppendAsync(log, stream, events));
        }
    }

    private static LedgerEvent Next(Random random, StreamId[] ids, StreamId stream, HashSet<StreamId> open, bool close)
    {
        if (open.Add(stream))
        {
            return new LedgerEvent.Opened($"owner {random.Next(5)}");
        }

        switch (random.Next(close ? 12 : 11))
        {
            case 11:
                open.Remove(stream);
                return new LedgerEvent.Closed();
            case 10:
                return new LedgerEvent.Cursed($"word {random.Next(100)}");
            case var other:
                return new LedgerEvent.Paid(other, ids[random.Next(ids.Length)].Value);
        }
    }
}
