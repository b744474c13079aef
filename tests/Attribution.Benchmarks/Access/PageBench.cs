using System.Globalization;
using Attribution.App;
using Attribution.App.Access;
using Attribution.App.Access.Audit;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.CampaignList;
using Attribution.App.Lists;
using Attribution.Domain.Access;
using Attribution.EventStore;
using NodaTime;
using Npgsql;

namespace Attribution.Benchmarks.Access;

/// <summary>The list of campaigns as callers read it, and the same statements without predicate and policies: for the
/// tenant alone, by a role that no policy holds.</summary>
internal sealed class PageBench : IAsyncDisposable
{
    internal const int PageSize = 20;

    private static readonly double[] Recorded = [0, 0.1, 1];

    private readonly EventLog _log;
    private readonly NpgsqlDataSource _reader;
    private readonly NpgsqlDataSource _plain;
    private readonly AccessTrail[] _trails;
    private readonly PagedList<CampaignView>[] _lists;

    internal PageBench(string database)
    {
        _log = EventLog.Open(DatabaseRoles.AsWriter(database));
        _reader = DatabaseRoles.OpenReader(database);
        // What else the readers' connections have, these have as well.
        _plain = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(DatabaseRoles.AsWriter(database))
        {
            Options = $"-c role={DatabaseRoles.Writer} -c jit=off",
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
        }.ConnectionString);
        _trails = [.. Recorded.Select(share => new AccessTrail(_log, SystemClock.Instance, share))];
        _lists = [.. _trails.Select(trail => new PagedList<CampaignView>(
            new CallerReads(_reader, crossing: null, trail), CampaignListFields.Definition))];
    }

    internal async Task PageAsync(Principal caller, Filter filter)
    {
        var page = await ReadAsync(caller, filter);
        Demand(page.Edges.Length, atLeast: filter == Filter.Everything ? PageSize : 1);
    }

    /// <summary>A page whose reading is recorded: always, or once in ten times.</summary>
    internal async Task RecordedPageAsync(Principal caller, bool always) => Demand(
        (await ReadAsync(caller, Filter.Everything, always ? 2 : 1)).Edges.Length);

    internal async Task TotalAsync(Principal caller, Filter filter)
    {
        var page = await ReadAsync(caller, filter);
        Demand(await page.Total(default));
    }

    internal async Task PlainPageAsync(Principal caller, Filter filter)
    {
        var order = CampaignListFields.Definition.OrderUnlessSaid;
        var edges = await PlainAsync(
            caller,
            filter,
            CampaignListFields.Definition.PageStatement,
            row => new Edge<CampaignView>(CampaignQueries.Read(row), Cursor.Of(order, row, firstColumn: 1)));
        Demand(edges.Count, atLeast: filter == Filter.Everything ? PageSize : 1);
    }

    internal async Task PlainTotalAsync(Principal caller, Filter filter)
    {
        await PlainPageAsync(caller, filter);
        Demand((await PlainAsync(
            caller, filter, CampaignListFields.Definition.CountStatement, row => row.GetInt64(0)))[0]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var trail in _trails)
        {
            await trail.DisposeAsync();
        }

        await _plain.DisposeAsync();
        await _reader.DisposeAsync();
        await _log.DisposeAsync();
    }

    private Task<Page<CampaignView>> ReadAsync(
        Principal caller, Filter filter, int recorded = 0) => _lists[recorded].ReadAsync(
        caller,
        filter,
        PageRequest.From(CampaignListFields.Definition, PageSize, null, null, null, null),
        default);

    private async Task<List<T>> PlainAsync<T>(
        Principal caller, Filter filter, string statement, Func<NpgsqlDataReader, T> read)
    {
        await using var command = _plain.CreateCommand();
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Tenant.Value });
        var sql = new FilterSql(command.Parameters);
        var order = CampaignListFields.Definition.OrderUnlessSaid;
        command.CommandText = SqlText.Get(statement)
            .Replace(VisiblePredicate.Sql, "c.tenant_id = $1", StringComparison.Ordinal)
            .Replace("/*filter*/", sql.Write(filter), StringComparison.Ordinal)
            .Replace("/*order values*/", order.Columns, StringComparison.Ordinal)
            .Replace("/*order*/", order.Sql, StringComparison.Ordinal)
            .Replace(
                "/*limit*/", (PageSize + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await row.ReadAsync())
        {
            found.Add(read(row));
        }

        return found;
    }

    private static void Demand(long found, int atLeast = PageSize)
    {
        if (found < atLeast)
        {
            throw new InvalidOperationException($"Only {found} campaigns were found.");
        }
    }
}
