using Attribution.App.Access;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.Campaigns.Lifecycle;

/// <summary>The fields of <c>lifecycle.graphql</c>: each transition is its own command.</summary>
internal sealed class LifecycleFields(CommandHandling commands)
{
    internal void Bind(SchemaBindings schema)
    {
        schema.InputObject<TransitionInput>("CampaignTransitionInput", input =>
        {
            var (id, reason) = (input.Field("id", Input.Of<Guid>()), input.Field("reason", Input.Of<string>()));
            var version = input.Field("expectedVersion", Input.NullableValue<long>());
            return values => new TransitionInput(values.Get(id), values.Get(reason), values.Get(version));
        });
        Transition(schema, "activateCampaign", (reason, by, at) => new ActivateCampaign(reason, by, at));
        Transition(schema, "markCampaignDormant", (reason, by, at) => new MarkCampaignDormant(reason, by, at));
        Transition(schema, "reactivateCampaign", (reason, by, at) => new ReactivateCampaign(reason, by, at));
        Transition(schema, "concludeCampaign", (reason, by, at) => new ConcludeCampaign(reason, by, at));
    }

    private void Transition(
        SchemaBindings schema, string name, Func<string, Author, Instant, ICommand<Campaign, CampaignEvent>> command) =>
        schema.Object<Root>("Mutation").Define(name, field =>
        {
            var input = field.Argument<TransitionInput>("input");
            return field.Returns(Output.Of<CampaignPayload>())
                .Async((_, call) => HandleAsync(call, call.Get(input), command));
        });

    private async ValueTask<CampaignPayload> HandleAsync(
        FieldCall call, TransitionInput input, Func<string, Author, Instant, ICommand<Campaign, CampaignEvent>> command)
    {
        if (!call.Caller().May(Permission.Edit))
        {
            return CampaignPayload.Forbidden;
        }

        var outcome = await commands.HandleAsync(
            CampaignAggregate.Definition,
            input.Id,
            call.Caller(),
            (by, at) => command(input.Reason, by, at),
            new CommandContext(input.ExpectedVersion, input.Reason),
            call.Cancellation);
        return CampaignPayload.From(outcome);
    }
}

internal sealed record TransitionInput(Guid Id, string Reason, long? ExpectedVersion);
