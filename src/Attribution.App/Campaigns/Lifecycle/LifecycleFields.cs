using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns.Lifecycle;

/// <summary>The fields of <c>lifecycle.graphql</c>: each transition is its own command.</summary>
internal static class LifecycleFields
{
    internal static void Bind(SchemaBindings schema, CommandHandling commands)
    {
        CommandInput.Bind<Transition>(
            schema,
            "CampaignTransitionInput",
            input =>
            {
                var reason = input.Field("reason", Input.Of<string>());
                return values => new Transition(values.Get(reason));
            },
            transition => transition.Reason);
        new CommandFields<Campaign, CampaignView, CampaignEvent>(commands, CampaignAggregate.Definition, schema)
            .Define<Transition>(
                "activateCampaign", Permission.Edit, (t, by, at) => new ActivateCampaign(t.Reason, by, at))
            .Define<Transition>(
                "markCampaignDormant", Permission.Edit, (t, by, at) => new MarkCampaignDormant(t.Reason, by, at))
            .Define<Transition>(
                "reactivateCampaign", Permission.Edit, (t, by, at) => new ReactivateCampaign(t.Reason, by, at))
            .Define<Transition>(
                "concludeCampaign", Permission.Edit, (t, by, at) => new ConcludeCampaign(t.Reason, by, at));
    }

    private sealed record Transition(string Reason);
}
