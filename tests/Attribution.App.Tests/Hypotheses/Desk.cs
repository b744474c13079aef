using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Hypotheses;

/// <summary>People and machines around one campaign, and what they do with its hypotheses.</summary>
internal sealed class Desk(AttributionSystem system)
{
    private const string Hypothesis =
        """
        hypothesis {
          id status source version confidence { value label } resolvedBy reviewedBy
          supportingEvidence { id weight source withdrawn } contradictingEvidence { id weight source withdrawn }
        }
        """;

    internal static readonly Principal Copilot = Client.Anna with { Subject = "copilot", Roles = [Role.Machine] };

    /// <summary>Of another organisation, which sees nothing that is AMBER here.</summary>
    internal static readonly Principal Otto = Client.Sofia with
    {
        Subject = "otto",
        Organisation = new OrganisationId("green"),
    };

    internal static string SomeActor() => $"threat-actor--{Guid.NewGuid()}";

    internal Client As(Principal principal) => new(system, principal);

    internal async Task<Guid> CampaignAsync(Principal? owner = null) =>
        (await As(owner ?? Client.Anna).PromoteAsync(Clusters.Some())).Id("campaign");

    /// <summary>Proposes that an actor is behind a campaign, one that nobody has named before unless one is
    /// given.</summary>
    internal async Task<JsonElement> ProposeAsync(Principal by, Guid campaign, string? actor = null) =>
        await As(by).CommandAsync(
            "proposeHypothesis",
            new
            {
                campaign,
                actor = actor ?? await ActorAsync(by),
                actorName = "Harbour Group",
                rationale = "same harbour",
            },
            Hypothesis);

    /// <summary>Registers an actor that the principal may see, and answers its STIX id.</summary>
    internal async Task<string> ActorAsync(Principal seenBy)
    {
        var actor = SomeActor();
        (await As(seenBy with { Roles = [Role.Analyst] }).CommandAsync(
            "registerActor", new { actor, name = "Harbour Group", classification = "AMBER" }, "actor { id }")).Code()
            .ShouldBeNull();
        return actor;
    }

    internal async Task<Guid> HypothesisAsync(Principal? by = null, Guid? campaign = null) =>
        (await ProposeAsync(by ?? Client.Anna, campaign ?? await CampaignAsync())).Id("hypothesis");

    internal Task<JsonElement> SupportAsync(
        Principal by, Guid hypothesis, int weight = 10, Guid? evidence = null, long? expectedVersion = null) =>
        WeighAsync("supportHypothesis", by, hypothesis, weight, evidence, expectedVersion);

    internal Task<JsonElement> ContradictAsync(Principal by, Guid hypothesis, int weight = 10, Guid? evidence = null) =>
        WeighAsync("contradictHypothesis", by, hypothesis, weight, evidence, null);

    /// <summary>Any other mutation of a hypothesis.</summary>
    internal Task<JsonElement> SendAsync(Principal by, string mutation, object input) =>
        As(by).CommandAsync(mutation, input, Hypothesis);

    internal Task<JsonElement> ResolveAsync(Principal by, Guid id, string resolution = "SUPPORTED") =>
        SendAsync(by, "resolveHypothesis", new { id, resolution, reason = "decided" });

    internal async Task ConcludeAsync(Guid campaign) =>
        (await As(Client.Anna).TransitAsync("concludeCampaign", campaign)).Code().ShouldBeNull();

    internal Task<JsonElement> ReadAsync(Principal by, string document, object variables) =>
        As(by).RunAsync(document, variables);

    /// <summary>Changes who may see a campaign; Anna, who decides for once, stays among them.</summary>
    internal async Task ReclassifyAsync(Guid campaign, string label, params string[] sharedWith) =>
        (await As(Client.Anna with { Roles = [Role.SeniorAnalyst] }).SendAsync(
            "reclassifyCampaign",
            new
            {
                id = campaign,
                classification = label,
                sharedWith,
                releasableTo = Array.Empty<string>(),
                recipients = Array.Empty<string>(),
                reason = "because",
            })).Code().ShouldBeNull();

    private Task<JsonElement> WeighAsync(
        string mutation, Principal by, Guid id, int weight, Guid? evidence, long? expectedVersion) =>
        As(by).CommandAsync(
            mutation,
            new
            {
                id,
                expectedVersion,
                evidence = new
                {
                    id = evidence ?? Guid.NewGuid(),
                    kind = "infrastructure_overlap",
                    description = "shares a subnet",
                    artifacts = new[] { $"indicator--{Guid.NewGuid()}" },
                    weight,
                    reliability = "B",
                    credibility = 2,
                },
            },
            Hypothesis);
}
