using System.Collections.Immutable;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Lists;
using Attribution.App.Storage;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using NodaTime;

namespace Attribution.App.Campaigns.CampaignList;

/// <summary>
/// What campaigns can be found by, and how it is stored beside their pages. Behind row-level security the indexes of
/// lists and texts are only asked where the database holds their comparisons to be leakproof (0050).
/// </summary>
internal static class CampaignSearch
{
    /// <summary>The words of what analysts write about it.</summary>
    internal static string[] Words(CampaignView view) =>
        SearchText.Words([view.Profile.Name, .. view.Profile.Aliases, view.Profile.Description]);

    internal static FilterFields Fields(FilterFields fields) => fields
        .Add<Guid>("id", tests => tests.On("c.id"))
        .Add<string>("stixId", tests => tests.OnMembers(IsOneOf))
        .AddText("text", RecordFilters.HasWords)
        .Add<string>("name", tests => tests.On("c.name", like: RecordFilters.NamedLike))
        .Add<CampaignStatus>("status", tests => tests.On("c.status", status => Spelling.Of(status)))
        .Add<ThreatLevel>("threatLevel", tests => tests.On("c.threat_level", level => (int)level))
        .Add<Tlp>("classification", tests => tests.On("c.tlp", label => (int)label))
        .Add<int>("confidence", tests => tests.On("c.confidence"))
        .Add<string>("organisation", tests => tests.On("c.owner"))
        .Add<Guid>("parentCampaign", tests => tests.On("c.parent_campaign"))
        .Add<string>("tag", tests => tests.OnMembers(HasTag))
        .Add<string>("technique", tests => tests.OnMembers(RecordFilters.HasTechnique))
        .Add<string>("indicator", tests => tests.OnMembers(HasIndicator))
        .Add<string>("actor", tests => tests.OnMembers(HasActor))
        .Add<Instant>("firstSeen", tests => tests.On("c.first_seen"))
        .Add<Instant>("lastSeen", tests => tests.On("c.last_seen"))
        .Add<Instant>("startDate", tests => tests.On("c.start_date"))
        .Add<Instant>("endDate", tests => tests.On("c.end_date"))
        .Add<Instant>("createdAt", tests => tests.On("c.created_at"))
        .Add<Instant>("updatedAt", tests => tests.On("c.updated_at"));

    private static Filter.Holds IsOneOf(ImmutableArray<string> stixIds) => new($"c.id = any({Streams(stixIds)})");

    private static Filter.Holds HasTag(ImmutableArray<string> tags) =>
        new($"c.tags && {Trimmed(tags)}");

    private static Filter.Holds HasIndicator(ImmutableArray<string> indicators) => new(
        $"""
        c.id in (
            select i.campaign_id from attribution.campaign_indicators i
            where i.tenant_id = $1/*or any*/ and i.indicator = any({Keys(indicators)}))
        """);

    /// <summary>An actor that a hypothesis names, if it is not refuted, or that is associated.</summary>
    private static Filter.Holds HasActor(ImmutableArray<string> actors) => new(
        $"""
        c.id in (
            select e.record_id from attribution.graph_edges e
            where e.tenant_id = $1/*or any*/ and e.target = any({Ids(actors, "threat-actor", "intrusion-set")})
                and e.type in ('attributed-to', 'related-to') and e.source = 'campaign--' || e.record_id)
        """);

    private static string[] Trimmed(ImmutableArray<string> tags) => [.. tags.Select(tag => tag.Trim())];

    /// <summary>What names no campaign finds none.</summary>
    private static Guid[] Streams(ImmutableArray<string> stixIds) =>
        [.. stixIds.Select(CampaignFields.FromStixId).OfType<Guid>()];

    /// <summary>What names no indicator finds none.</summary>
    private static Guid[] Keys(ImmutableArray<string> indicators) =>
        [.. indicators.Select(CampaignIndicators.Key).OfType<Guid>()];

    private static string[] Ids(ImmutableArray<string> ids, params string[] types) =>
        [.. ids.Select(id => StixId.Normalise(id, types) ?? id)];
}
