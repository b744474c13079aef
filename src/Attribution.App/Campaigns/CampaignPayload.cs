using Attribution.App.Campaigns.CampaignDetails;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns;

/// <summary>What a mutation of one campaign answers.</summary>
internal sealed record CampaignPayload(CampaignView? Campaign, bool Changed, IReadOnlyList<CommandError> Errors)
{
    internal static CampaignPayload Forbidden { get; } = new(null, false, [CommandError.Forbidden]);

    internal static CampaignPayload From(CommandOutcome<CampaignView> outcome) =>
        outcome is CommandOutcome<CampaignView>.Done done
            ? new CampaignPayload(done.View, done.Changed, [])
            : new CampaignPayload(null, false, [CommandError.From(outcome)!]);

    internal static void Bind(SchemaBindings schema) => schema.Object<CampaignPayload>("CampaignPayload")
        .NullableField("campaign", payload => payload.Campaign)
        .Field("changed", payload => payload.Changed)
        .ListField("errors", payload => payload.Errors);
}
