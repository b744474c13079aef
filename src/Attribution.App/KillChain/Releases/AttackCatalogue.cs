using System.Reflection;
using Attribution.GraphQL.Execution;
using Npgsql;

namespace Attribution.App.KillChain.Releases;

/// <summary>
/// The releases of ATT&amp;CK that can be asked: the one that is shipped, and what was imported. Kept in memory; what
/// another process imports is seen within <see cref="FreshFor"/>.
/// </summary>
internal sealed class AttackCatalogue(StoredReleases stored, TimeProvider time)
{
    /// <summary>How long the list of imported releases is taken for granted.</summary>
    internal static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    private const string ShippedName = "Attribution.App.KillChain.Releases.enterprise-18.1.tsv";

    private Snapshot? _last;

    /// <summary>The release that is there before any import.</summary>
    internal static LoadedRelease Shipped { get; } = ReadShipped();

    /// <summary>The releases as of now, or of a moment ago.</summary>
    /// <exception cref="NpgsqlException">The database is away.</exception>
    internal async ValueTask<AttackReleases> GetAsync(CancellationToken cancellation)
    {
        var last = Volatile.Read(ref _last);
        if (last is not null && time.GetElapsedTime(last.TakenAt) < FreshFor)
        {
            return last.Releases;
        }

        var taken = time.GetTimestamp();
        var imported = await stored.ListAsync(last?.Releases.All ?? [], cancellation);
        var now = new Snapshot(new AttackReleases([Shipped, .. imported]), taken);
        Volatile.Write(ref _last, now);
        return now.Releases;
    }

    /// <summary>The same for a resolver: a database that is away is told to the client.</summary>
    /// <exception cref="GraphQLException"><c>UNAVAILABLE</c>: the database is away.</exception>
    internal async ValueTask<AttackReleases> GetAsync(FieldCall call)
    {
        try
        {
            return await GetAsync(call.Cancellation);
        }
        catch (NpgsqlException away) when (away.IsTransient)
        {
            throw new GraphQLException("The database is away; ask again later.", "UNAVAILABLE");
        }
    }

    /// <summary>Looks again before the next answer: something was imported here.</summary>
    internal void Forget() => Volatile.Write(ref _last, null);

    private static LoadedRelease ReadShipped()
    {
        using var text = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(ShippedName)!);
        var facts = AttackFactsText.Read(text);
        return new LoadedRelease(facts, facts.Fingerprint(), ImportedAt: null);
    }

    private sealed record Snapshot(AttackReleases Releases, long TakenAt);
}
