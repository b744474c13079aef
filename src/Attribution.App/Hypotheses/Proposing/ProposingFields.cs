using Attribution.App.Access;
using Attribution.App.Actors;
using Attribution.App.Pipeline;
using Attribution.Domain.Hypotheses;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Hypotheses.Proposing;

/// <summary>The fields of <c>proposing.graphql</c>.</summary>
internal static class ProposingFields
{
    internal static void Bind(SchemaBindings schema, HypothesisCommands commands, KnownActors actors)
    {
        CommandInput.BindOpening<Proposal>(schema, "ProposeHypothesisInput", input =>
        {
            var campaign = input.Field("campaign", Input.Of<Guid>());
            var actor = input.Field("actor", Input.Of<string>());
            var name = input.Field("actorName", Input.Of<string>());
            var rationale = input.Field("rationale", Input.Nullable<string>());
            return values => new Proposal(
                values.Get(campaign), values.Get(actor), values.Get(name), values.Get(rationale));
        });
        commands.DefineOpening<Proposal>(
            "proposeHypothesis",
            proposal => proposal.Campaign,
            (proposal, call) => actors.ProblemAsync(call.Caller(), proposal.Actor, call.Cancellation),
            (input, campaign, caller, by, at) => new ProposeHypothesis(
                input.Id,
                caller.Tenant,
                input.Content.Campaign,
                campaign?.Status,
                input.Content.Actor,
                input.Content.ActorName,
                input.Content.Rationale,
                Declared: null,
                by,
                at));
    }

    private sealed record Proposal(Guid Campaign, string Actor, string ActorName, string? Rationale);
}
