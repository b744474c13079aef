using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns.Corrections;

/// <summary>The fields of <c>corrections.graphql</c>: what corrects the record, of a concluded campaign too.</summary>
internal sealed class CorrectionFields(CommandHandling commands, CampaignQueries queries)
{
    internal void Bind(SchemaBindings schema)
    {
        schema.Enum("RedactableField", Spelling.All<RedactableField>());
        CommandInput.Bind<Reclassification>(
            schema, "ReclassifyCampaignInput", Reclassification.Fields, content => content.Reason);
        CommandInput.Bind<RedactedText>(
            schema,
            "RedactCampaignInput",
            input =>
            {
                var field = input.Field("field", Input.Of<RedactableField>());
                var reason = input.Field("reason", Input.Of<string>());
                return values => new RedactedText(values.Get(field), values.Get(reason));
            },
            redaction => redaction.Reason);
        new CommandFields<Campaign, CampaignView, CampaignEvent>(commands, CampaignAggregate.Definition, schema)
            .Define<Reclassification>("reclassifyCampaign", Permission.Decide, ReclassifyAsync)
            .Define<RedactedText>(
                "redactCampaign", Permission.Decide, (r, by, at) => new RedactCampaign(r.Field, r.Reason, by, at));
    }

    private async ValueTask<Preparation<Campaign, CampaignEvent>> ReclassifyAsync(
        CommandInput<Reclassification> input, FieldCall call)
    {
        var found = await queries.FindAsync(call.Caller(), [input.Id], call.Cancellation);
        if (!found.TryGetValue(input.Id, out var campaign))
        {
            return CampaignRejection.NotFound;
        }

        var (caller, handling) = (call.Caller(), input.Content.Audience.OwnedBy(campaign.Handling.Owner));
        return Visibility.WriteProblem(caller, handling) is { } problem
            ? problem
            : new Preparation<Campaign, CampaignEvent>((by, at) =>
                new ReclassifyCampaign(handling, input.Content.Reason, by, at));
    }

    private sealed record RedactedText(RedactableField Field, string Reason);
}
