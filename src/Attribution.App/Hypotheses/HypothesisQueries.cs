using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Npgsql;

namespace Attribution.App.Hypotheses;

/// <summary>Reads hypotheses of campaigns that the caller may see.</summary>
internal sealed class HypothesisQueries(CallerReads reads)
{
    /// <summary>The hypotheses of several campaigns in one statement, oldest first.</summary>
    internal async Task<ILookup<Guid, HypothesisView>> OfCampaignsAsync(
        Principal caller, IReadOnlyCollection<Guid> campaigns, CancellationToken cancellation)
    {
        var found = await reads.ListAsync(
            caller,
            "find_hypotheses_of_campaigns",
            parameters => parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. campaigns] }),
            row => JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), StoredJson.Contract.HypothesisView)!,
            cancellation);
        await reads.NoteAsync(caller, found);
        return found.ToLookup(hypothesis => hypothesis.Campaign);
    }

    /// <summary>The events of several hypotheses in one statement, each hypothesis' in order.</summary>
    internal async Task<ILookup<Guid, RecordedEvent>> EventsAsync(
        Principal caller, IReadOnlyCollection<Guid> hypotheses, CancellationToken cancellation)
    {
        var events = await reads.ListAsync(
            caller,
            "read_hypothesis_events",
            parameters => parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. hypotheses] }),
            RecordedEvent.Read,
            cancellation);
        return events.ToLookup(happened => happened.Stream.Value);
    }
}
