using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Hypotheses;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Hypotheses.Judgement;

/// <summary>The fields of <c>judgement.graphql</c>: what analysts alone decide.</summary>
internal static class JudgementFields
{
    internal static void Bind(SchemaBindings schema, HypothesisCommands commands)
    {
        schema.Enum("Resolution", Spelling.All<Resolution>());
        BindInputs(schema);
        commands
            .Define<Revision>("reviseConfidence", Permission.Edit, (revision, by, at) =>
                new ReviseConfidence(revision.Value, revision.Reason, by, at))
            .Define<Review>("reviewHypothesis", Permission.Edit, (review, by, at) =>
                new ReviewHypothesis(review.Note, by, at))
            .Define<Answer>("resolveHypothesis", Permission.Decide, (answer, by, at) =>
                new ResolveHypothesis(answer.Resolution, answer.Reason, by, at))
            .Define<Reopening>("reopenHypothesis", Permission.Decide, (reopening, by, at) =>
                new ReopenHypothesis(reopening.Reason, by, at));
    }

    private static void BindInputs(SchemaBindings schema)
    {
        CommandInput.Bind<Revision>(
            schema,
            "ReviseConfidenceInput",
            input =>
            {
                var (value, reason) = (
                    input.Field("value", Input.NullableValue<int>()), input.Field("reason", Input.Of<string>()));
                return values => new Revision(values.Get(value), values.Get(reason));
            },
            revision => revision.Reason);
        CommandInput.Bind<Review>(
            schema,
            "ReviewHypothesisInput",
            input =>
            {
                var note = input.Field("note", Input.Nullable<string>());
                return values => new Review(values.Get(note));
            },
            review => review.Note);
        CommandInput.Bind<Answer>(
            schema,
            "ResolveHypothesisInput",
            input =>
            {
                var (resolution, reason) = (
                    input.Field("resolution", Input.Of<Resolution>()), input.Field("reason", Input.Of<string>()));
                return values => new Answer(values.Get(resolution), values.Get(reason));
            },
            answer => answer.Reason);
        CommandInput.Bind<Reopening>(
            schema,
            "ReopenHypothesisInput",
            input =>
            {
                var reason = input.Field("reason", Input.Of<string>());
                return values => new Reopening(values.Get(reason));
            },
            reopening => reopening.Reason);
    }

    private sealed record Revision(int? Value, string Reason);

    private sealed record Review(string? Note);

    private sealed record Answer(Resolution Resolution, string Reason);

    private sealed record Reopening(string Reason);
}
