using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;
using NodaTime;
using Npgsql;

namespace Attribution.App.Campaigns.Dormancy;

/// <summary>How a campaign stands, and when it last gave a sign of life.</summary>
/// <param name="Status">Its state.</param>
/// <param name="LastSign">The last sign of life.</param>
/// <param name="ReadAt">The versions of the campaign and its hypotheses that say so.</param>
internal sealed record Silence(CampaignStatus Status, Instant LastSign, ImmutableArray<StreamExpectation> ReadAt);

/// <summary>Looks up since when campaigns have been silent.</summary>
internal sealed class Silences(Lookups lookups)
{
    /// <summary>The silence of a campaign of the caller's tenant; null when there is none, or nothing of it was ever a
    /// sign of life. Never shown: who decides on it has seen the campaign.</summary>
    internal async Task<Silence?> FindAsync(Principal caller, Guid campaign, CancellationToken cancellation)
    {
        var found = await lookups.ListAsync(
            caller,
            "find_silence",
            parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = campaign }),
            row => new Silence(
                Spelling.Read<CampaignStatus>(row.GetString(0)),
                row.Time(1),
                [.. row.GetFieldValue<Guid[]>(2).Zip(row.GetFieldValue<long[]>(3), AsRead)]),
            cancellation);
        return found.SingleOrDefault();

        StreamExpectation AsRead(Guid stream, long version) =>
            new(new StreamId(caller.Tenant.Value, stream), ExpectedVersion.Exactly(version));
    }
}
