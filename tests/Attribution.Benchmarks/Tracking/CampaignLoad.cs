using System.Collections.Immutable;
using Attribution.App.Campaigns;
using Attribution.App.Graph;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Confidence;
using Attribution.EventStore;
using Attribution.EventStore.Bulk;
using NodaTime;

namespace Attribution.Benchmarks.Tracking;

/// <summary>
/// Campaigns of one organisation, as many as wanted: techniques and words as unevenly spread as in life, a few
/// indicators of each shared with others.
/// </summary>
internal sealed class CampaignLoad(int seed, int indicatorsEach)
{
    internal const string Phrase = "harbour lantern";

    private const int TechniqueCount = 600;
    private const int WordCount = 5_000;
    private const int TechniquesEach = 5;

    internal static readonly Principal Caller = new(
        "anna", new TenantId("acme"), new OrganisationId("blue"), Tlp.Red, ["DE"], [Role.Analyst], []);

    private static readonly Instant Newest = Instant.FromUtc(2026, 3, 1, 12, 0);

    private readonly Random _random = new(seed);

    /// <summary>The streams, with their pages and what is stored beside them.</summary>
    internal async IAsyncEnumerable<NewStream> StreamsAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            yield return Stream(Promoted(number, indicatorsEach, shared: 2));
        }

        await Task.CompletedTask;
    }

    /// <summary>One more campaign, with so many relationships.</summary>
    internal NewStream WithRelationships(Guid id, int count) =>
        Stream(Promoted(0, count - TechniquesEach, shared: count / 2) with { Id = id });

    internal static string TechniqueAt(int rank) => $"T{1000 + rank}";

    private static NewStream Stream(CampaignEvent.Promoted promoted)
    {
        var stream = new StreamId(promoted.Tenant.Value, promoted.Id);
        var metadata = new EventMetadata(promoted.At, promoted.By.Id);
        var streams = CampaignAggregate.Definition.Streams;
        var (append, after) = streams.Append(
            streams.Unstarted(stream), [(Guid.CreateVersion7(), promoted)], metadata);
        return new NewStream(
            stream,
            "campaign",
            [.. append.Events.Select(data => new NewEvent(data, metadata))],
            [
                CampaignAggregate.Pages.Rows(after),
                .. CampaignIndicators.Rows(stream, promoted, 1, promoted.At),
                .. CampaignEdges.Rows(stream, null, promoted, 1, promoted.At),
            ]);
    }

    private CampaignEvent.Promoted Promoted(int number, int indicators, int shared)
    {
        var at = Newest - Duration.FromSeconds(number * 17L);
        var words = string.Join(' ', Enumerable.Range(0, 12).Select(_ => $"word{Skewed(WordCount)}"));
        return new CampaignEvent.Promoted(
            Guid.NewGuid(),
            Caller.Tenant,
            new CampaignProfile(
                $"Operation {(number % 1_000 == 0 ? Phrase : $"word{_random.Next(WordCount)}")} {number}",
                [],
                words,
                Objectives: []),
            ClusterId: null,
            ClusterLabel: null,
            [.. Enumerable.Range(0, indicators).Select(index => Indicator(index < shared)).Distinct()],
            ["timing_proximity"],
            [.. Enumerable.Range(0, TechniquesEach).Select(_ => TechniqueAt(Skewed(TechniqueCount))).Distinct()],
            UnrecognisedTechniques: [],
            ["auto-promoted", "from-cluster", $"tag{_random.Next(100)}"],
            new Assessment(Reliability.B, 2, _random.Next(101), "2 clustering signal(s)"),
            SuggestedActor: null,
            Handling.OwnedBy(Caller.Organisation, (Tlp)_random.Next(3)),
            ImmutableSortedDictionary<string, System.Text.Json.JsonElement>.Empty,
            Caller.AsAuthor(),
            at);
    }

    /// <summary>An indicator of its own, or one of those that several campaigns have.</summary>
    private string Indicator(bool isShared) => isShared
        ? $"indicator--{new Guid(_random.Next(100_000), 0, 0, new byte[8])}"
        : $"indicator--{Guid.NewGuid()}";

    /// <summary>Low numbers often, high ones seldom.</summary>
    private int Skewed(int most) => (int)(most * Math.Pow(_random.NextDouble(), 3));
}
