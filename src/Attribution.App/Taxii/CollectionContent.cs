using Attribution.App.Access;
using Attribution.App.Pipeline;
using Attribution.App.StixExport;
using Attribution.App.Storage;
using Attribution.EventStore;
using Attribution.Stix;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Taxii;

/// <summary>
/// Brings collections up to date: what an export for the collection's reader gives today is what is in it, beside what
/// was added. It is done when somebody asks and something was stored since, so no answer is older than the log, and
/// what was narrowed is gone before the next answer.
/// </summary>
internal sealed class CollectionContent(NpgsqlDataSource writer, StixExporter exporter, IClock clock)
{
    private readonly Turns _turns = new();

    /// <summary>Begins a change of what is in a collection; null when it is gone.</summary>
    internal Task<CollectionChange?> ChangeAsync(ServedCollection collection, CancellationToken cancellation) =>
        CollectionChange.BeginAsync(writer, collection, cancellation);

    /// <summary>Brings a collection up to date. While the export is made nothing is held: many who ask at once would
    /// otherwise wait, each with a connection, for one who needs another.</summary>
    internal async Task RefreshAsync(ServedCollection collection, CancellationToken cancellation)
    {
        using var turn = await _turns.TakeAsync(
            new StreamId(collection.Tenant.Value, collection.Id), cancellation);
        while (await FindNewsAsync(collection, cancellation) is { AreAny: true } news)
        {
            var told = news.AreTheirs
                ? await exporter.CollectAsync(RequestOf(collection), collection.Reader, cancellation)
                : default;
            await using var change = await ChangeAsync(collection, cancellation);
            if (change is null || change.Before.Revision != collection.Revision)
            {
                // It is gone, or tells of something else from the next request on.
                return;
            }

            // Otherwise another process was faster, and may have told of something newer.
            if (change.Before == news.Since)
            {
                if (news.AreTheirs)
                {
                    await PublishAsync(change, told.Objects, cancellation);
                }

                await change.CommitAsync(news, cancellation);
                return;
            }
        }
    }

    private async Task PublishAsync(CollectionChange change, StixObject[] told, CancellationToken cancellation)
    {
        var today = told.ToDictionary(ObjectKey.Of);
        var held = (await change.ListAsync(cancellation)).ToDictionary(version => version.Key);
        await change.WithdrawAsync(
            [.. held.Values.Where(IsPublishedOnly).Select(version => version.Key).Except(today.Keys)], cancellation);
        await change.WithdrawHiddenAsync(cancellation);
        await change.PutAsync(
            [
                .. today.Where(pair => !held.TryGetValue(pair.Key, out var known) || IsOtherThan(known, pair.Value))
                    .OrderBy(pair => pair.Key.Version)
                    .ThenBy(pair => pair.Key.Id, StringComparer.Ordinal)
                    .Select(pair => pair.Value),
            ],
            areAdded: false,
            clock.GetCurrentInstant(),
            cancellation);
    }

    private static bool IsPublishedOnly(HeldObject held) => held is { IsAdded: false, IsRemoved: false };

    private static bool IsOtherThan(HeldObject held, StixObject told) =>
        !held.IsRemoved && held.Fingerprint != StixVersion.Of(told).Fingerprint;

    private static StixExportRequest RequestOf(ServedCollection collection) => new(collection.Ceiling)
    {
        Campaigns = collection.Filter.Campaigns is { IsEmpty: false } campaigns ? campaigns : null,
        Statuses = collection.Filter.Statuses,
        Tags = collection.Filter.Tags,
    };

    private async Task<CollectionNews?> FindNewsAsync(ServedCollection collection, CancellationToken cancellation)
    {
        await using var command = writer.CreateCommand(SqlText.Get("find_taxii_news"));
        command.Parameters.AddOptional(collection.Tenant.Value, NpgsqlDbType.Text);
        command.Parameters.AddOptional(collection.Id, NpgsqlDbType.Uuid);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var found = await row.ListAsync(
            news => new CollectionNews(
                news.GetInt64(0),
                news.GetDateTime(1),
                news.GetBoolean(2),
                news.GetBoolean(3),
                new CollectionProgress(news.GetInt64(4), news.GetDateTime(5), news.GetInt64(6))),
            cancellation);
        return found.SingleOrDefault();
    }
}
