using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Attribution.App.StixImport;
using Attribution.EventStore;
using Attribution.EventStore.Rows;
using Attribution.Stix;
using Attribution.Stix.Taxii;

namespace Attribution.App.Taxii.Feeds;

/// <summary>
/// Reads a feed: page by page through the same import as any other door. Where to go on is stored by the commit that
/// ends the import of a page, so a node that dies in between has its page read again, which changes nothing.
/// </summary>
internal sealed class FeedPoll(StixImporter importer, EventLog log, FeedLeases leases, FeedOptions options)
{
    private static readonly TaxiiPollOptions AtOnce = new() { MaxPages = 100 };

    /// <summary>Reads until the server has nothing more, for now; false when the feed is another node's by
    /// now.</summary>
    internal async Task<bool> RunAsync(TakenFeed taken, CancellationToken stop)
    {
        var (feed, hash, hasCaughtUp) = (taken.Feed, taken.PageHash, true);
        var remarks = new SortedSet<string>(StringComparer.Ordinal);
        using var connection = FeedConnection.Open(feed.Tenant, feed.Source, options);
        await foreach (var page in connection.Client.PollAsync(
            feed.Source.ApiRoot, feed.Source.Collection, taken.Cursor, feed.Source.Filter, AtOnce, stop))
        {
            remarks.UnionWith(page.Remarks.Select(remark => remark.Code));
            var count = await TakeAsync(taken, page, hash, remarks, stop);
            hash = HashOf(page.Entries);
            hasCaughtUp = page.IsLast;
            if (!await leases.KeepAsync(taken, count, stop))
            {
                return false;
            }
        }

        await leases.EndAsync(taken, new PollEnd(hasCaughtUp, Failure: null), stop);
        return true;
    }

    private async Task<PageCount> TakeAsync(
        TakenFeed taken,
        TaxiiPage page,
        string? hashBefore,
        IReadOnlyCollection<string> remarks,
        CancellationToken stop)
    {
        var hash = HashOf(page.Entries);
        ImmutableArray<RowSet> cursor = [FeedRows.Of(taken.Feed.Tenant, taken.CursorId, page.Cursor, hash)];
        if (page.Entries.Count == 0 || hash == hashBefore)
        {
            // Servers send what was added last again and again; a report of it each time would tell nobody anything.
            await log.CommitAsync(new Commit(Guid.CreateVersion7(), [], cursor), stop);
            return new PageCount(page.Entries.Count, 0, null, remarks);
        }

        var done = await importer.ImportAsync(
            new ImportSource.Entries(page.Entries),
            new StixImportRequest($"taxii-feed:{taken.Feed.Id}", taken.Feed.Ceiling),
            taken.Feed.Importer,
            static _ => { },
            cursor,
            progress: null,
            stop);
        return new PageCount(page.Entries.Count, done.Counts.Refused, done.Id, remarks);
    }

    /// <summary>Equal for the same objects in the same order, whatever is wrong with them.</summary>
    private static string HashOf(IReadOnlyList<StixEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in entries)
        {
            hash.AppendData(entry.Object is { } found
                ? found.Utf8
                : Encoding.UTF8.GetBytes($"{entry.ClaimedId} {entry.Problem?.Code}"));
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
