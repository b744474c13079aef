using System.Text;
using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Hypotheses;
using Attribution.App.Hypotheses.HypothesisDetails;
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
internal sealed class ExportStore(CallerReads reads, HypothesisQueries hypotheses, EventLog log)
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
            },
            row => JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), StoredJson.Contract.CampaignView)!,
            cancellation);
        return await AsOfAsync(
            today,
            request.AsOf,
            async (campaign, range) => (await log.FetchAsOfAsync(
                CampaignAggregate.Definition.Streams,
                new StreamId(campaign.Tenant.Value, campaign.Id),
                range,
                cancellation)).State.View);
    }

    /// <summary>The hypotheses about campaigns.</summary>
    internal async Task<ILookup<Guid, HypothesisView>> FindHypothesesAsync(
        Principal caller, IReadOnlyCollection<Guid> campaigns, Instant? asOf, CancellationToken cancellation)
    {
        var today = await hypotheses.OfCampaignsAsync(caller, campaigns, cancellation);
        var then = await AsOfAsync(
            [.. today.SelectMany(group => group)],
            asOf,
            async (hypothesis, range) => (await log.FetchAsOfAsync(
                HypothesisAggregate.Definition.Streams,
                new StreamId(hypothesis.Tenant.Value, hypothesis.Id),
                range,
                cancellation)).State.View);
        return then.ToLookup(hypothesis => hypothesis.Campaign);
    }

    /// <summary>What others stated about campaigns.</summary>
    internal Task<List<StoredObject>> ListRelationshipsAsync(
        Principal caller, StixExportRequest request, IEnumerable<string> campaigns, CancellationToken cancellation) =>
        ListAsync("list_exported_relationships", caller, request, campaigns, cancellation);

    /// <summary>Objects by id.</summary>
    internal Task<List<StoredObject>> FindObjectsAsync(
        Principal caller, StixExportRequest request, IEnumerable<string> ids, CancellationToken cancellation) =>
        ListAsync("find_exported_objects", caller, request, ids, cancellation);

    /// <summary>One attack-pattern for each technique.</summary>
    internal Task<List<StoredObject>> FindTechniquesAsync(
        Principal caller, StixExportRequest request, IEnumerable<string> techniques, CancellationToken cancellation) =>
        ListAsync("find_exported_techniques", caller, request, techniques, cancellation);

    private async Task<List<StoredObject>> ListAsync(
        string statement,
        Principal caller,
        StixExportRequest request,
        IEnumerable<string> keys,
        CancellationToken cancellation)
    {
        string[] wanted = [.. keys.Distinct(StringComparer.Ordinal)];
        return wanted.Length == 0 ? [] : await reads.ListAsync(
            caller,
            statement,
            parameters =>
            {
                parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)request.Ceiling });
                parameters.Add(Optional(wanted, NpgsqlDbType.Array | NpgsqlDbType.Varchar));
                parameters.Add(Optional(request.AsOf?.ToDateTimeUtc(), NpgsqlDbType.TimestampTz));
            },
            row => new StoredObject(
                StixObject.Parse(Encoding.UTF8.GetBytes(row.GetString(0))),
                row.IsDBNull(2) ? null : (Tlp)row.GetInt32(2)),
            cancellation);
    }

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

/// <summary>An object as its producer wrote it.</summary>
/// <param name="Content">The object.</param>
/// <param name="StatedLabel">The label its own markings state.</param>
internal sealed record StoredObject(StixObject Content, Tlp? StatedLabel);
