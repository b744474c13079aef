using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using NodaTime;
using Npgsql;

namespace Attribution.App.Campaigns.Dormancy;

/// <summary>How a campaign stands, and when it last gave a sign of life.</summary>
internal sealed record Silence(CampaignStatus Status, Instant LastSign);

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
                Spelling.Read<CampaignStatus>(row.GetString(0)), row.Time(1)),
            cancellation);
        return found.SingleOrDefault();
    }
}
