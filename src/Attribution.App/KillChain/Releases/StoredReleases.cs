using System.Collections.Immutable;
using System.Data;
using Attribution.App.Storage;
using Attribution.Domain.KillChain;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.KillChain.Releases;

/// <summary>Imported releases in the database. Reference data: the same for every tenant, so nothing here asks who is
/// reading.</summary>
internal sealed class StoredReleases(NpgsqlDataSource source)
{
    /// <summary>Every imported release; the facts of those that are known already are not read again.</summary>
    internal async Task<ImmutableArray<LoadedRelease>> ListAsync(
        IReadOnlyCollection<LoadedRelease> known, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        // One snapshot for all statements: an import in between must not mix two sets of facts.
        await using var snapshot =
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var listed = await ListEntriesAsync(connection, cancellation);
        var releases = ImmutableArray.CreateBuilder<LoadedRelease>(listed.Count);
        foreach (var entry in listed)
        {
            var facts = known.FirstOrDefault(loaded => loaded.Fingerprint == entry.Fingerprint)?.Facts
                ?? new AttackFacts(await ReadAsync(connection, entry, cancellation), entry.Copyright);
            releases.Add(new LoadedRelease(facts, entry.Fingerprint, entry.ImportedAt));
        }

        await snapshot.CommitAsync(cancellation);
        return releases.MoveToImmutable();
    }

    /// <summary>Stores a release in one transaction; readers see all of it or nothing.</summary>
    /// <returns>False when the same facts were there already.</returns>
    internal async Task<bool> StoreAsync(AttackFacts facts, Instant now, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (domain, version) = (Spelling.Of(facts.Release.Domain), facts.Release.Version);
        // The row of the release is locked from here on, so two imports of it come one after the other.
        var isNew = await ExecuteAsync(
            "store_attack_release", domain, version, facts.Fingerprint(), facts.Copyright, now.ToDateTimeUtc()) == 1;
        if (isNew)
        {
            await ExecuteAsync("clear_attack_tactics", domain, version);
            await ExecuteAsync("clear_attack_techniques", domain, version);
            await ExecuteAsync("store_attack_tactics", [domain, version, .. Columns(facts.Release.Tactics)]);
            await ExecuteAsync("store_attack_techniques", [domain, version, .. Columns(facts.Release.Techniques)]);
        }

        await transaction.CommitAsync(cancellation);
        return isNew;

        async Task<int> ExecuteAsync(string statement, params object[] values)
        {
            await using var command = new NpgsqlCommand(SqlText.Get(statement), connection, transaction);
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            return await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static object[] Columns(ImmutableArray<Tactic> tactics) =>
    [
        tactics.Select(tactic => tactic.Id).ToArray(),
        tactics.Select(tactic => tactic.ShortName).ToArray(),
        tactics.Select(tactic => tactic.Name).ToArray(),
    ];

    private static object[] Columns(IReadOnlyCollection<Technique> techniques) =>
    [
        techniques.Select(technique => technique.Id).ToArray(),
        techniques.Select(technique => technique.Name).ToArray(),
        techniques.Select(technique => string.Join(',', technique.Tactics)).ToArray(),
        techniques.Select(technique => technique.IsRevoked).ToArray(),
        techniques.Select(technique => technique.IsDeprecated).ToArray(),
        techniques.Select(technique => technique.RevokedBy).ToArray(),
    ];

    private static async Task<List<Entry>> ListEntriesAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlText.Get("list_attack_releases"), connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ListAsync(
            entry => new Entry(
                entry.GetString(0),
                entry.GetString(1),
                entry.GetString(2),
                entry.GetString(3),
                Instant.FromDateTimeUtc(entry.GetDateTime(4))),
            cancellation);
    }

    private static async Task<AttackRelease> ReadAsync(
        NpgsqlConnection connection, Entry entry, CancellationToken cancellation)
    {
        var tactics = await RowsAsync("read_attack_tactics", row => new Tactic(
            row.GetString(0), row.GetString(1), row.GetString(2)));
        var techniques = await RowsAsync("read_attack_techniques", row => new Technique(
            row.GetString(0),
            row.GetString(1),
            [.. row.GetFieldValue<string[]>(2)],
            row.GetBoolean(3),
            row.GetBoolean(4),
            row.TextOrNull(5)));
        var domain = Spelling.Read<AttackDomain>(entry.Domain);
        return new AttackRelease(domain, entry.Version, [.. tactics], techniques);

        async Task<List<T>> RowsAsync<T>(string statement, Func<NpgsqlDataReader, T> read)
        {
            await using var command = new NpgsqlCommand(SqlText.Get(statement), connection);
            command.Parameters.Add(Text(entry.Domain));
            command.Parameters.Add(Text(entry.Version));
            await using var row = await command.ExecuteReaderAsync(cancellation);
            return await row.ListAsync(read, cancellation);
        }
    }

    private static NpgsqlParameter<string> Text(string value) =>
        new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    private sealed record Entry(
        string Domain, string Version, string Fingerprint, string Copyright, Instant ImportedAt);
}
