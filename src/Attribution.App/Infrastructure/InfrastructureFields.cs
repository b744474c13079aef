using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.Sightings;
using Attribution.App.Storage;
using Attribution.Domain.Infrastructure;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Infrastructure;

/// <summary>The reading fields of <c>infrastructure.graphql</c>.</summary>
internal sealed class InfrastructureFields(
    InfrastructureQueries queries, CampaignSightings sightings, ImportedPatterns patterns)
{
    internal void Bind(SchemaBindings schema)
    {
        schema.Object<Root>("Query").Define("infrastructure", field =>
        {
            var id = field.Argument<string>("id");
            return field.Returns(Output.Nullable<LabelledInfrastructure>()).Async(async (_, call) =>
                InfrastructureSubject.Normalise(call.Get(id)) is { } subject
                && (await queries.FindAsync(call.Caller(), [subject], call.Cancellation)).TryGetValue(
                    subject, out var view)
                    ? LabelledInfrastructure.From(view)
                    : null);
        });
        schema.Object<CampaignView>("Campaign").Define("infrastructure", field =>
        {
            var role = field.Argument("role", Input.NullableValue<InfrastructureRole>());
            return field.Returns(Output.List<LabelledInfrastructure>()).Batch(async (campaigns, call) =>
                [.. (await OfCampaignsAsync(campaigns, call)).Select(found => Only(found, call.Get(role)))]);
        });
        BindTypes(schema);
    }

    private static IReadOnlyList<LabelledInfrastructure> Only(
        IEnumerable<LabelledInfrastructure> found, InfrastructureRole? role) =>
        [.. found.Where(infrastructure => role is null || infrastructure.Classification.Role == role)];

    private async Task<IReadOnlyList<IEnumerable<LabelledInfrastructure>>> OfCampaignsAsync(
        IReadOnlyList<CampaignView> campaigns, FieldCall call)
    {
        var links = await sightings.OfCampaignsAsync(
            call.Caller(), [.. campaigns.Select(campaign => campaign.Id).Distinct()], call.Cancellation);
        var labels = await queries.FindAsync(
            call.Caller(), [.. campaigns.SelectMany(campaign => campaign.Indicators).Distinct()], call.Cancellation);
        var looksFor = await patterns.FindAsync(
            call.Caller(),
            campaigns.SelectMany(campaign => campaign.Indicators).Where(indicator => !labels.ContainsKey(indicator)),
            call.Cancellation);
        return [.. campaigns.Select(campaign => Of(
            campaign.Indicators, links.GetValueOrDefault(campaign.Id, LinkSightings.None), labels, looksFor))];
    }

    // An indicator of a file is none, and one of which nobody knows what it is about is not called so.
    private static IEnumerable<LabelledInfrastructure> Of(
        ImmutableArray<string> indicators,
        LinkSightings links,
        IReadOnlyDictionary<string, InfrastructureView> labels,
        IReadOnlyDictionary<string, ImportedPattern> looksFor) =>
        indicators
            .Select(indicator => labels.TryGetValue(indicator, out var label) ? LabelledInfrastructure.From(label)
                : IsOnNetwork(indicator, links, looksFor)
                    ? LabelledInfrastructure.Unlabelled(
                        indicator, looksFor.GetValueOrDefault(indicator)?.Classification)
                : null)
            .OfType<LabelledInfrastructure>();

    // The label of the cluster that brought it says so, else the pattern that was imported.
    private static bool IsOnNetwork(
        string indicator, LinkSightings links, IReadOnlyDictionary<string, ImportedPattern> looksFor) =>
        links.ObservableTypeOf(indicator) is { } type ? InfrastructureSubject.IsOnNetwork(type)
        : looksFor.TryGetValue(indicator, out var pattern) && InfrastructureSubject.IsOfNetwork(pattern.Text);

    private static void BindTypes(SchemaBindings schema)
    {
        schema.Enum("InfrastructureRole", Spelling.All<InfrastructureRole>());
        schema.Enum("ClassificationRule", Spelling.All<ClassificationRule>());
        schema.Object<LabelledInfrastructure>("Infrastructure")
            .Field("subject", found => found.Subject)
            .Field("role", found => found.Classification.Role)
            .Field("rule", found => found.Classification.Rule)
            .NullableField("decidedBy", found => found.Classification.DecidedBy)
            .NullableField("confidence", found => found.Classification.ConfidencePercent)
            .NullableField("reason", found => found.Label?.Reason)
            .NullableField("classification", found => found.Label?.Handling.Tlp)
            .NullableField("updatedAt", found => found.Label?.UpdatedAt)
            .Field("version", found => found.Label?.Version ?? 0);
    }
}
