using System.Text;
using Attribution.App.Access;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Hypotheses;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Infrastructure;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.Stix;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using Tlp = Attribution.Domain.Access.Tlp;

namespace Attribution.App.StixExport;

/// <summary>Reads what an export is made of: for one caller, under one ceiling, of one day.</summary>
internal sealed class ExportStore(
    CallerReads reads, HypothesisQueries hypotheses, InfrastructureQueries infrastructure, EventLog log)
{
    /// <summary>The campaigns, those that were not there on that day left out.</summary>
    internal async Task<List<CampaignView>> ListCampaignsAsync(
        Principal caller, StixExportRequest request, CancellationToken cancellation)
    {
        var today = await reads.ListAsync(
            caller,
            "list_exported_campaigns",
            parameters =>
            {
                parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)request.Ceiling });
                parameters.Add(Optional(
                    request.Campaigns is { } ids ? ids.ToArray() : null, NpgsqlDbType.Array | NpgsqlDbType.Uuid));
                parameters.Add(Optional(
                    request.Statuses.IsEmpty ? null : request.Statuses.Select(Spelling.Of).ToArray(),
                    NpgsqlDbType.Array | NpgsqlDbType.Varchar));
                parameters.Add(Optional(
                    request.Tags.IsEmpty ? null : request.Tags.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text));
            },
            row => row.Json(0, StoredJson.Contract.CampaignView),
            cancellation);
        return await AsOfAsync(
            today,
            request.AsOf,
            async (campaign, range) => await log.FetchPastAsync(
                CampaignAggregate.Definition,
                new StreamId(campaign.Tenant.Value, campaign.Id),
                range,
                cancellation) is { } then ? then with { Handling = campaign.Handling } : null);
    }

    /// <summary>The hypotheses about campaigns.</summary>
    internal async Task<ILookup<Guid, HypothesisView>> FindHypothesesAsync(
        ExportReading reading, IReadOnlyCollection<Guid> campaigns, CancellationToken cancellation)
    {
        var today = await hypotheses.OfCampaignsAsync(reading.Caller, campaigns, cancellation);
        var then = await AsOfAsync(
            [.. today.SelectMany(group => group)],
            reading.Request.AsOf,
            async (hypothesis, range) => await log.FetchPastAsync(
                HypothesisAggregate.Definition,
                new StreamId(hypothesis.Tenant.Value, hypothesis.Id),
                range,
                cancellation));
        return then.ToLookup(hypothesis => hypothesis.Campaign);
    }

    /// <summary>What indicators are for, as far as the ceiling lets it be said.</summary>
    internal async Task<Dictionary<string, InfrastructureView>> FindLabelsAsync(
        ExportReading reading, IEnumerable<string> indicators, CancellationToken cancellation)
    {
        var today = await infrastructure.FindAsync(
            reading.Caller, [.. indicators.Distinct(StringComparer.Ordinal)], cancellation);
        var labels = await AsOfAsync(
            [.. today.Values.Where(label => label.Handling.Tlp <= reading.Request.Ceiling)],
            reading.Request.AsOf,
            async (label, range) => await log.FetchPastAsync(
                InfrastructureAggregate.Definition,
                new StreamId(label.Tenant.Value, label.Id),
                range,
                cancellation) is { } then ? then with { Handling = label.Handling } : null);
        return labels.ToDictionary(label => label.Subject, StringComparer.Ordinal);
    }

    /// <summary>What others stated about campaigns.</summary>
    internal Task<List<StoredObject>> ListRelationshipsAsync(
        ExportReading reading, IEnumerable<string> campaigns, CancellationToken cancellation) =>
        ListAsync("list_exported_relationships", reading, campaigns, cancellation);

    /// <summary>What others stated about when these were seen.</summary>
    internal Task<List<StoredObject>> ListSightingsAsync(
        ExportReading reading, IEnumerable<string> seen, CancellationToken cancellation) =>
        ListAsync("list_exported_sightings", reading, seen, cancellation);

    /// <summary>Objects by id.</summary>
    internal Task<List<StoredObject>> FindObjectsAsync(
        ExportReading reading, IEnumerable<string> ids, CancellationToken cancellation) =>
        ListAsync("find_exported_objects", reading, ids, cancellation);

    /// <summary>One attack-pattern for each technique.</summary>
    internal Task<List<StoredObject>> FindTechniquesAsync(
        ExportReading reading, IEnumerable<string> techniques, CancellationToken cancellation) =>
        ListAsync("find_exported_techniques", reading, techniques, cancellation);

    private async Task<List<StoredObject>> ListAsync(
        string statement, ExportReading reading, IEnumerable<string> keys, CancellationToken cancellation)
    {
        string[] wanted = [.. keys.Distinct(StringComparer.Ordinal)];
        return wanted.Length == 0 ? [] : await reads.ListAsync(
            reading.Caller,
            statement,
            parameters =>
            {
                parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)reading.Request.Ceiling });
                parameters.Add(Optional(wanted, NpgsqlDbType.Array | NpgsqlDbType.Varchar));
                parameters.Add(Optional(reading.Request.AsOf?.ToDateTimeUtc(), NpgsqlDbType.TimestampTz));
            },
            row => new StoredObject(
                StixObject.Parse(Encoding.UTF8.GetBytes(row.GetString(0))),
                row.IsDBNull(1) ? null : (Tlp)row.GetInt32(1)),
            cancellation);
    }

    /// <summary>The state of a day, under the label of today: who may see something may have changed since.</summary>
    private static async Task<List<T>> AsOfAsync<T>(
        List<T> today, Instant? asOf, Func<T, StreamRange, Task<T?>> read)
        where T : class
    {
        if (asOf is not { } day)
        {
            return today;
        }

        var then = new List<T>();
        foreach (var one in today)
        {
            if (await read(one, new StreamRange(UpTo: day)) is { } known)
            {
                then.Add(known);
            }
        }

        return then;
    }

    private static NpgsqlParameter Optional(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
