using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Hypotheses;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Pipeline;
using Attribution.App.StixExport;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Confidence;
using Attribution.Domain.Hypotheses;
using NodaTime;

namespace Attribution.App.StixImport;

/// <summary>
/// Turns <c>attributed-to</c> into a hypothesis and an item of evidence for it: the confidence of the relationship is
/// the weight of its producer's word. It goes through the scoring like any other item, so what a machine brings, or is
/// said to have brought, stays under the ceiling, and a later version of the relationship takes its earlier word back.
/// </summary>
internal sealed class AttributionStatements(CommandHandling commands)
{
    /// <summary>The kind of the evidence that an imported relationship is.</summary>
    internal const string EvidenceKind = "stix_relationship";

    private static readonly Guid EvidenceSpace = new("5f2d9f8e-0a57-5c0b-9a83-64b2c9d0a0e1");

    /// <summary>Proposes the hypothesis, unless it stands already, and files the evidence.</summary>
    internal async Task AttributeAsync(
        Statement.Attributes statement,
        CampaignView campaign,
        HypothesisView? standing,
        ImportScope scope,
        CancellationToken cancellation)
    {
        var arrival = statement.From;
        var id = standing?.Id ?? SuggestedHypothesis.IdOf(campaign.Id, statement.Actor);
        if (standing is null && !await SendAsync(id, Propose(statement, campaign, id), arrival, scope, cancellation))
        {
            return;
        }

        if (arrival.Before is { } before)
        {
            var earlier = EvidenceId(arrival, before.Version.At);
            await commands.HandleAsync(
                HypothesisAggregate.Definition,
                id,
                scope.Caller,
                (by, at) => new WithdrawEvidence(earlier, "Its producer revised it.", by, at),
                scope.ContextOf(arrival),
                cancellation);
        }

        if (arrival.Object.Confidence is > 0 and var confidence)
        {
            await SendAsync(
                id,
                (by, at) => new AddEvidence(Evidence(statement, confidence, by), campaign.Status, by, at),
                arrival,
                scope,
                cancellation);
        }
    }

    private static Func<Author, Instant, ICommand<Hypothesis, HypothesisEvent>> Propose(
        Statement.Attributes statement, CampaignView campaign, Guid id) => (by, at) => new ProposeHypothesis(
            id,
            campaign.Tenant,
            campaign.Id,
            campaign.Status,
            statement.Actor,
            statement.ActorName,
            Text(statement.From, "description"),
            AttributionExtension.DeclaredSource(statement.From.Object),
            by,
            at);

    private static EvidenceItem Evidence(Statement.Attributes statement, int confidence, Author by) => new(
        EvidenceId(statement.From, statement.From.Version.At),
        Stance.Supports,
        EvidenceKind,
        Text(statement.From, "description") ?? "Attributed by the producer of the relationship.",
        [statement.From.Id],
        confidence,
        Reliability.F,
        Credibility.Worst,
        AttributionExtension.DeclaredSource(statement.From.Object) ?? by.Source,
        statement.From.Object.CreatedBy?.ToString());

    private static Guid EvidenceId(Arrival arrival, Instant? version) =>
        NameBasedId.Create(EvidenceSpace, $"{arrival.Id}\n{version?.ToUnixTimeTicks()}");

    private static string? Text(Arrival arrival, string property) =>
        Storable.Text(arrival.Object.Text(property));

    /// <summary>False when a rule refuses it; the object says which.</summary>
    private async Task<bool> SendAsync(
        Guid id,
        Func<Author, Instant, ICommand<Hypothesis, HypothesisEvent>> command,
        Arrival arrival,
        ImportScope scope,
        CancellationToken cancellation)
    {
        var outcome = await commands.HandleAsync(
            HypothesisAggregate.Definition, id, scope.Caller, command, scope.ContextOf(arrival), cancellation);
        switch (outcome)
        {
            case CommandOutcome<HypothesisView>.Done:
                return true;
            case CommandOutcome<HypothesisView>.Refused { Rejection: var why }:
                arrival.End(StixImportOutcome.Opaque, why.Code, why.Message);
                return false;
            default:
                var error = CommandError.From(outcome)!;
                throw new StixImportStopped(error.Code, error.Message);
        }
    }
}
