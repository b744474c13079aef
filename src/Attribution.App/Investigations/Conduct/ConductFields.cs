using Attribution.App.Access;
using Attribution.App.Investigations.InvestigationDetails;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Investigations;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Investigations.Conduct;

/// <summary>The fields of <c>conduct.graphql</c>: an investigation is opened, retitled, closed, reopened and
/// reclassified.</summary>
internal sealed class ConductFields(CommandHandling commands, InvestigationQueries queries)
{
    internal void Bind(SchemaBindings schema)
    {
        CommandPayload<InvestigationView>.Bind(schema, "InvestigationPayload", "investigation");
        BindInputs(schema);
        new CommandFields<Investigation, InvestigationView, InvestigationEvent>(
            commands, InvestigationAggregate.Definition, schema)
            .Define<NewInvestigation>("openInvestigation", Permission.Edit, Open)
            .Define<Title>("retitleInvestigation", Permission.Edit, (title, by, at) =>
                new RetitleInvestigation(title.Text, by, at))
            .Define<Transition>("closeInvestigation", Permission.Edit, (t, by, at) =>
                new CloseInvestigation(t.Reason, by, at))
            .Define<Transition>("reopenInvestigation", Permission.Edit, (t, by, at) =>
                new ReopenInvestigation(t.Reason, by, at))
            .Define<Reclassification>("reclassifyInvestigation", Permission.Decide, ReclassifyAsync);
    }

    private static void BindInputs(SchemaBindings schema)
    {
        CommandInput.BindOpening<NewInvestigation>(schema, "OpenInvestigationInput", input =>
        {
            var title = input.Field("title", Input.Of<string>());
            var audience = input.AudienceFields();
            return values => new NewInvestigation(values.Get(title), audience(values));
        });
        CommandInput.Bind<Title>(schema, "RetitleInvestigationInput", input =>
        {
            var title = input.Field("title", Input.Of<string>());
            return values => new Title(values.Get(title));
        });
        CommandInput.Bind<Transition>(
            schema,
            "InvestigationTransitionInput",
            input =>
            {
                var reason = input.Field("reason", Input.Of<string>());
                return values => new Transition(values.Get(reason));
            },
            transition => transition.Reason);
        CommandInput.Bind<Reclassification>(
            schema, "ReclassifyInvestigationInput", Reclassification.Fields, content => content.Reason);
    }

    private static ValueTask<Preparation<Investigation, InvestigationEvent>> Open(
        CommandInput<NewInvestigation> input, FieldCall call)
    {
        var (caller, handling) = (call.Caller(), input.Content.Audience.OwnedBy(call.Caller().Organisation));
        return ValueTask.FromResult<Preparation<Investigation, InvestigationEvent>>(
            Visibility.WriteProblem(caller, handling) is { } problem
                ? problem
                : new Preparation<Investigation, InvestigationEvent>((by, at) =>
                    new OpenInvestigation(input.Id, caller.Tenant, input.Content.Title, handling, by, at)));
    }

    private async ValueTask<Preparation<Investigation, InvestigationEvent>> ReclassifyAsync(
        CommandInput<Reclassification> input, FieldCall call)
    {
        var found = await queries.FindAsync(call.Caller(), [input.Id], call.Cancellation);
        if (!found.TryGetValue(input.Id, out var investigation))
        {
            return InvestigationRejection.NotFound;
        }

        var (caller, handling) = (call.Caller(), input.Content.Audience.OwnedBy(investigation.Handling.Owner));
        return Visibility.WriteProblem(caller, handling) is { } problem
            ? problem
            : new Preparation<Investigation, InvestigationEvent>((by, at) =>
                new ReclassifyInvestigation(handling, input.Content.Reason, by, at));
    }

    private sealed record NewInvestigation(string Title, Audience Audience);

    private sealed record Title(string Text);

    private sealed record Transition(string Reason);
}
