using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rows;
using Attribution.EventStore.Schema;
using Attribution.EventStore.Views;
using Npgsql;

namespace Attribution.EventStore.Tests;

/// <summary>The events of a small ledger: enough to fold, to cross streams, to go wrong.</summary>
public abstract record LedgerEvent
{
    private LedgerEvent()
    {
    }

    public sealed record Opened(string Owner) : LedgerEvent;

    public sealed record Paid(int Amount, Guid To) : LedgerEvent;

    /// <summary>The projections of these tests throw on it while <see cref="ProjectionSample.CursesThrow"/>.</summary>
    public sealed record Cursed(string Word) : LedgerEvent;

    public sealed record Closed : LedgerEvent;
}

public sealed record LedgerView(string? Owner, int Sum, ImmutableArray<string> Words, string? LastUser);

public sealed record PayeeView(int Received, int Payments);

public sealed record LedgerState(int Payments);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LedgerEvent.Opened))]
[JsonSerializable(typeof(LedgerEvent.Paid))]
[JsonSerializable(typeof(LedgerEvent.Cursed))]
[JsonSerializable(typeof(LedgerEvent.Closed))]
[JsonSerializable(typeof(LedgerView))]
[JsonSerializable(typeof(PayeeView))]
internal sealed partial class LedgerJson : JsonSerializerContext;

/// <summary>Projections over the ledger, one of each kind, made anew for every test.</summary>
internal sealed class ProjectionSample
{
    internal static readonly EventTypes<LedgerEvent> Events = new EventTypes<LedgerEvent>()
        .Add("opened", LedgerJson.Default.Opened)
        .Add("paid", LedgerJson.Default.Paid)
        .Add("cursed", LedgerJson.Default.Cursed)
        .Add("closed", LedgerJson.Default.Closed);

    internal static readonly RowTable Edges = new("test_edges", "tenant_id", "from_id", "to_id");

    internal static readonly RowTable Sums = new("test_sums", "tenant_id", "ledger_id", "version");

    internal static readonly ViewTable<LedgerView> Ledgers = new ViewTable<LedgerView>(
        "ledgerview", LedgerJson.Default.LedgerView)
        .Text("owner", view => view.Owner)
        .Integer("sum", view => view.Sum)
        .TextArray("words", view => [.. view.Words]);

    internal static readonly ViewTable<PayeeView> Payees = new ViewTable<PayeeView>(
        "payeeview", LedgerJson.Default.PayeeView)
        .BigInt("received", view => view.Received);

    internal ProjectionSample()
    {
        View = new ViewProjection<LedgerView, LedgerEvent>("LedgerView", Ledgers, Events, Evolve);
        Payee = new MultiStreamProjection<PayeeView>("PayeeView", Payees)
            .On(Events, PayeesOf, EvolvePayee, only: ["paid", "cursed"]);
        Edge = new RowProjection("Edges", Edges).On(Events, EdgesOf, only: ["paid", "cursed"]);
        Sum = new RowProjection("Sums", Sums).On(View, SumBefore);
        Stream = new StreamType<LedgerState, LedgerEvent>(
            "ledger", Events, new LedgerState(0), (state, _, _) => new LedgerState(state.Payments + 1));
        StreamWithView = Stream.With(View);
    }

    internal bool CursesThrow { get; set; } = true;

    internal ViewProjection<LedgerView, LedgerEvent> View { get; }

    internal MultiStreamProjection<PayeeView> Payee { get; }

    internal RowProjection Edge { get; }

    /// <summary>What each event found.</summary>
    internal RowProjection Sum { get; }

    internal StreamType<LedgerState, LedgerEvent> Stream { get; }

    internal StreamType<WithView<LedgerState, LedgerView>, LedgerEvent> StreamWithView { get; }

    internal IReadOnlyList<Projection> All => [View, Payee, Edge];

    internal IReadOnlyList<Projection> EveryKind => [.. All, Sum];

    internal static string Ddl => $"""
        {Ledgers.CreateSql()}
        create index ledgerview_by_sum on attribution.mt_doc_ledgerview (tenant_id, sum desc) where sum > 0;
        create unique index ledgerview_by_owner on attribution.mt_doc_ledgerview (lower(owner), id);
        alter table attribution.mt_doc_ledgerview add constraint ledgerview_sum_in_range check (sum < 1000000);
        {Payees.CreateSql()}
        create table attribution.test_edges (
            tenant_id text, from_id uuid, to_id uuid, amount integer,
            constraint test_edges_key primary key (tenant_id, from_id, to_id));
        create table attribution.test_sums (
            tenant_id text, ledger_id uuid, version bigint, sum integer,
            constraint test_sums_key primary key (tenant_id, ledger_id, version));
        """;

    /// <summary>Appends without the view.</summary>
    internal async Task<long> AppendAsync(EventLog log, StreamId stream, params LedgerEvent[] events)
    {
        var fetched = await log.FetchForWritingAsync(Stream, stream);
        var (append, _) = Stream.Append(
            fetched, [.. events.Select(happened => (Guid.NewGuid(), happened))], Sample.ByAnna);
        var stored = (await log.CommitAsync(Sample.Commit(append))).ShouldBeOfType<CommitResult.Stored>();
        return stored.Appends[0].FirstPosition + events.Length - 1;
    }

    /// <summary>Appends with the view in the same commit.</summary>
    internal async Task AppendInlineAsync(EventLog log, StreamId stream, params LedgerEvent[] events)
    {
        var fetched = await log.FetchForWritingAsync(StreamWithView, stream);
        var (append, after) = StreamWithView.Append(
            fetched, [.. events.Select(happened => (Guid.NewGuid(), happened))], Sample.ByAnna);
        var commit = new Commit(Guid.NewGuid(), [append], View.Rows(after));
        (await log.CommitAsync(commit)).ShouldBeOfType<CommitResult.Stored>();
    }

    /// <summary>Every row of every table of these projections, to compare.</summary>
    internal static async Task<string> DumpAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            """
            select string_agg(line, E'\n' order by line) from (
                select 'ledger ' || l::text as line from attribution.mt_doc_ledgerview l
                union all select 'payee ' || p::text from attribution.mt_doc_payeeview p
                union all select 'edge ' || e::text from attribution.test_edges e
                union all select 'sum ' || s::text from attribution.test_sums s) rows
            """);
        return await command.ExecuteScalarAsync() as string ?? "";
    }

    private LedgerView? Evolve(LedgerView? view, LedgerEvent happened, RecordedEvent stored) => happened switch
    {
        LedgerEvent.Opened opened => new LedgerView(opened.Owner, 0, [], stored.UserId),
        LedgerEvent.Paid paid => view! with { Sum = view.Sum + paid.Amount, LastUser = stored.UserId },
        LedgerEvent.Cursed when CursesThrow => throw new InvalidOperationException("cursed"),
        LedgerEvent.Cursed cursed => view! with { Words = view.Words.Add(cursed.Word) },
        LedgerEvent.Closed => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private IEnumerable<Guid> PayeesOf(LedgerEvent happened, RecordedEvent stored) => happened switch
    {
        LedgerEvent.Paid paid => [paid.To, stored.Stream.Value],
        _ => [stored.Stream.Value],
    };

    private PayeeView? EvolvePayee(Guid id, PayeeView? view, LedgerEvent happened, RecordedEvent stored)
    {
        view ??= new PayeeView(0, 0);
        return happened switch
        {
            LedgerEvent.Paid paid when id == paid.To => new PayeeView(view.Received + paid.Amount, view.Payments),
            LedgerEvent.Paid => view with { Payments = view.Payments + 1 },
            LedgerEvent.Cursed when CursesThrow => throw new InvalidOperationException("cursed"),
            _ => view,
        };
    }

    private static IEnumerable<RowSet> SumBefore(LedgerView? before, LedgerEvent happened, RecordedEvent stored) =>
    [
        new(
            Sums,
            RowChange.Upsert,
            Column.Text("tenant_id", stored.Stream.TenantId),
            Column.Uuid("ledger_id", stored.Stream.Value),
            Column.BigInt("version", stored.Version),
            Column.Integer("sum", before?.Sum)),
    ];

    private IEnumerable<RowSet> EdgesOf(LedgerEvent happened, RecordedEvent stored)
    {
        if (happened is LedgerEvent.Paid paid)
        {
            yield return new RowSet(
                Edges,
                paid.Amount == 0 ? RowChange.Delete : RowChange.Upsert,
                [
                    Column.Text("tenant_id", stored.Stream.TenantId),
                    Column.Uuid("from_id", stored.Stream.Value),
                    Column.Uuid("to_id", paid.To),
                    .. paid.Amount == 0 ? (Column[])[] : [Column.Integer("amount", paid.Amount)],
                ]);
        }
    }
}

/// <summary>A migrated database with the tables of <see cref="ProjectionSample"/>.</summary>
public sealed class ProjectionDatabase() : Attribution.Testing.MigratedDatabase("projections", MigrateAsync)
{
    internal static async Task MigrateAsync(string connectionString)
    {
        await Migrator.MigrateAsync(connectionString, Migration.OfEventStore);
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(ProjectionSample.Ddl);
        await command.ExecuteNonQueryAsync();
    }
}
