using System.Text;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Rebuild;
using Attribution.Stix;
using Npgsql;
using Handling = Attribution.Domain.Access.Handling;
using Tlp = Attribution.Domain.Access.Tlp;

namespace Attribution.App.Graph.Imported;

/// <summary>Makes the imported part of the graph anew from the objects that are kept, while imports go on: of two
/// versions of a row the later stays, whoever stores it.</summary>
internal static class ImportedGraphRebuild
{
    internal const string Name = "ImportedGraph";

    private const int ObjectsPerCommit = 1_000;

    internal static async Task<RebuildReport> RunAsync(
        EventLog log, NpgsqlDataSource lookups, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        var total = await CountAsync(lookups, cancellation);
        var (done, after) = (0L, DateTime.MinValue);
        while (await ReadAsync(lookups, after, cancellation) is { Count: > 0 } page)
        {
            after = page[^1].DateAdded;
            if (ImportedGraph.Rows(page.Select(row => row.Object)).ToArray() is { Length: > 0 } rows)
            {
                await log.CommitAsync(new Commit(Guid.CreateVersion7(), [], [.. rows]), cancellation);
            }

            done += page.Count;
            progress?.Report(new RebuildProgress(
                Name, done, total, done / TimeProvider.System.GetElapsedTime(started).TotalSeconds));
        }

        return new RebuildReport(Name, done, Parked: 0, Position: 0, TimeProvider.System.GetElapsedTime(started));
    }

    private static async Task<long> CountAsync(NpgsqlDataSource lookups, CancellationToken cancellation)
    {
        await using var command = lookups.CreateCommand(SqlText.Get("count_imported_objects"));
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<List<(ImportedObject Object, DateTime DateAdded)>> ReadAsync(
        NpgsqlDataSource lookups, DateTime after, CancellationToken cancellation)
    {
        await using var command = lookups.CreateCommand(SqlText.Get("list_imported_objects"));
        command.Parameters.AddWithValue(DateTime.SpecifyKind(after, DateTimeKind.Utc));
        command.Parameters.AddWithValue(ObjectsPerCommit);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ListAsync(read => (Read(read), read.GetDateTime(8)), cancellation);
    }

    private static ImportedObject Read(NpgsqlDataReader row) => new(
        new TenantId(row.GetString(0)),
        StixObject.Parse(Encoding.UTF8.GetBytes(row.GetString(1))),
        row.Time(2),
        new Handling(
            (Tlp)row.GetInt32(4),
            new OrganisationId(row.GetString(3)),
            [.. row.GetFieldValue<string[]>(5).Select(organisation => new OrganisationId(organisation))],
            [.. row.GetFieldValue<string[]>(6)],
            [.. row.GetFieldValue<string[]>(7)]));
}
