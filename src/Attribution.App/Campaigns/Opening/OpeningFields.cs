using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.Hierarchy;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns.Opening;

/// <summary>The fields of <c>opening.graphql</c>: campaigns that people open.</summary>
internal sealed class OpeningFields(CommandHandling commands, ParentLines lines)
{
    internal void Bind(SchemaBindings schema)
    {
        CommandInput.BindOpening<NewCampaign>(
            schema,
            "CreateCampaignInput",
            input => NewCampaign.Fields(input, input.Field("parentCampaign", Input.NullableValue<Guid>())));
        CommandInput.BindOpening<NewCampaign>(
            schema,
            "ResurfaceCampaignInput",
            input => NewCampaign.Fields(input, input.Field("campaign", Input.NullableValue<Guid>())));
        new CommandFields<Campaign, CampaignView, CampaignEvent>(commands, CampaignAggregate.Definition, schema)
            .Define<NewCampaign>("createCampaign", Permission.Edit, CreateAsync)
            .Define<NewCampaign>("resurfaceCampaign", Permission.Edit, ResurfaceAsync);
    }

    private async ValueTask<Preparation<Campaign, CampaignEvent>> CreateAsync(
        CommandInput<NewCampaign> input, FieldCall call)
    {
        var (caller, content) = (call.Caller(), input.Content);
        var handling = content.Audience.OwnedBy(caller.Organisation);
        if (Visibility.WriteProblem(caller, handling) is { } problem)
        {
            return problem;
        }

        var parent = content.Above is { } above ? await lines.FindAsync(caller, above, call.Cancellation) : null;
        return new((by, at) =>
            new CreateCampaign(input.Id, caller.Tenant, content.Profile, parent?.Line, handling, by, at));
    }

    private async ValueTask<Preparation<Campaign, CampaignEvent>> ResurfaceAsync(
        CommandInput<NewCampaign> input, FieldCall call)
    {
        var (caller, content) = (call.Caller(), input.Content);
        var handling = content.Audience.OwnedBy(caller.Organisation);
        if (Visibility.WriteProblem(caller, handling) is { } problem)
        {
            return problem;
        }

        var concluded = await lines.FindAsync(caller, content.Above!.Value, call.Cancellation);
        return concluded.Line.Status is null
            ? CampaignRejection.NotFound with { Field = "campaign" }
            : new Preparation<Campaign, CampaignEvent>((by, at) => new ResurfaceCampaign(
                input.Id, caller.Tenant, concluded.Line, content.Profile, handling, by, at));
    }
}
