using System.Diagnostics;
using System.Text.Json;
using Attribution.App;
using Attribution.App.StixExport;
using Attribution.App.StixImport;
using Attribution.Domain.Access;
using Attribution.EventStore.Schema;
using Attribution.Stix;
using Npgsql;
using Tlp = Attribution.Domain.Access.Tlp;

namespace Attribution.Benchmarks.Stix;

/// <summary>A system on a new database, what is imported into it and exported from it, and the plainest program that
/// stores or reads the same objects.</summary>
internal sealed class StixBench : IAsyncDisposable
{
    private readonly AttributionSystem _system;
    private readonly NpgsqlDataSource _plain;
    private int _tenants;

    private StixBench(string connectionString) => (_system, _plain) = (
        AttributionSystem.Open(connectionString), NpgsqlDataSource.Create(connectionString));

    internal static async Task<StixBench> PrepareAsync(BenchmarkServer server, CancellationToken cancellation)
    {
        var connectionString = await server.CreateDatabaseAsync("stix");
        await Migrator.MigrateAsync(connectionString, AttributionSystem.Migrations, cancellation: cancellation);
        var bench = new StixBench(connectionString);
        await using var table = bench._plain.CreateCommand(
            "create table plain_objects (tenant integer, id text, version text, raw text,"
            + " primary key (tenant, id, version))");
        await table.ExecuteNonQueryAsync(cancellation);
        return bench;
    }

    /// <summary>An organisation that holds nothing yet.</summary>
    internal Principal NewTenant() => new(
        "bench",
        new TenantId($"tenant-{Interlocked.Increment(ref _tenants)}"),
        new OrganisationId("bench"),
        Tlp.Red,
        [],
        [Role.Analyst, Role.Pipeline],
        []);

    /// <summary>Imports a bundle; when it ends, all of it is stored and can be read.</summary>
    internal async Task ImportAsync(Principal tenant, Stream bundle, CancellationToken cancellation)
    {
        var refused = 0L;
        var result = await _system.ImportStixAsync(
            bundle,
            new StixImportRequest("bench", Tlp.Green),
            tenant,
            item => refused += item is { Outcome: StixImportOutcome.Refused, Code: not "CONFLICTING_VERSION" } ? 1 : 0,
            progress: null,
            cancellation);
        Debug.Assert(result.Counts.Total > 0, "Nothing was imported.");
        if (refused > 0)
        {
            throw new InvalidOperationException($"{refused} objects were refused: {result.Counts}.");
        }
    }

    /// <summary>Exports every campaign; answers how many objects that were.</summary>
    internal async Task<int> ExportAsync(Principal tenant, CancellationToken cancellation) =>
        (await _system.ExportStixAsync(new StixExportRequest(), tenant, Stream.Null, cancellation)).Objects;

    /// <summary>The same objects into a table, 500 a statement: nothing is looked at but id and version.</summary>
    internal async Task StorePlainlyAsync(byte[] bundle, CancellationToken cancellation)
    {
        var tenant = Interlocked.Increment(ref _tenants);
        using var document = JsonDocument.Parse(bundle);
        foreach (var batch in document.RootElement.GetProperty("objects").EnumerateArray().Chunk(500))
        {
            await using var command = _plain.CreateCommand(
                "insert into plain_objects select $1, * from unnest($2::text[], $3::text[], $4::text[])"
                + " on conflict do nothing");
            command.Parameters.AddWithValue(tenant);
            command.Parameters.AddWithValue(batch.Select(one => one.GetProperty("id").GetString()!).ToArray());
            command.Parameters.AddWithValue(batch.Select(Version).ToArray());
            command.Parameters.AddWithValue(batch.Select(one => one.GetRawText()).ToArray());
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>The objects as they lie in the table, in the order of their ids, as one bundle.</summary>
    internal async Task<int> ExportPlainlyAsync(Principal tenant, CancellationToken cancellation)
    {
        await using var command = _plain.CreateCommand(
            "select raw from attribution.stix_objects where tenant_id = $1 order by id");
        command.Parameters.AddWithValue(tenant.Tenant.Value);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await using var output = new StreamWriter(Stream.Null);
        var objects = 0;
        for (; await row.ReadAsync(cancellation); objects++)
        {
            await output.WriteAsync(row.GetString(0).AsMemory(), cancellation);
        }

        return objects;
    }

    /// <summary>Reads every object as the import does.</summary>
    internal static async Task ParseAsync(byte[] bundle, CancellationToken cancellation)
    {
        using var content = new MemoryStream(bundle);
        await foreach (var entry in new StixReader(content).ReadAsync(cancellation))
        {
            if (entry.Object is null)
            {
                throw new InvalidOperationException(entry.Problem!.Message);
            }
        }
    }

    /// <summary>The largest working set of this process while something is done, in bytes.</summary>
    internal static async Task<long> PeakAsync(Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        var (peak, running) = (0L, work());
        while (!running.IsCompleted)
        {
            process.Refresh();
            peak = Math.Max(peak, process.WorkingSet64);
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(100)));
        }

        await running;
        return peak;
    }

    public async ValueTask DisposeAsync()
    {
        await _system.DisposeAsync();
        await _plain.DisposeAsync();
    }

    private static string Version(JsonElement one) =>
        one.TryGetProperty("modified", out var modified) ? modified.GetString()! : "";
}
