using System.Collections.Immutable;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Confidence;
using Attribution.Domain.Evidence;
using Attribution.Domain.Hypotheses;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Hypotheses.Weighing;

/// <summary>The fields of <c>weighing.graphql</c>: what speaks for and against a hypothesis. What kind of principal
/// contributes it, the token says and no input can.</summary>
internal static class WeighingFields
{
    // A letter that is none: the command refuses it with its path.
    private const Reliability NoReliability = (Reliability)(-1);

    internal static void Bind(SchemaBindings schema, HypothesisCommands commands)
    {
        schema.Enum("Consistency", Spelling.All<Consistency>());
        BindEvidence(schema);
        BindInputs(schema);
        commands
            .Define<NewEvidence>("supportHypothesis", Permission.Contribute, (evidence, campaign, by, at) =>
                new AddEvidence(evidence.AsItem(Stance.Supports, by), campaign.Status, by, at))
            .Define<NewEvidence>("contradictHypothesis", Permission.Contribute, (evidence, campaign, by, at) =>
                new AddEvidence(evidence.AsItem(Stance.Contradicts, by), campaign.Status, by, at))
            .Define<Withdrawal>("withdrawEvidence", Permission.Contribute, (withdrawal, by, at) =>
                new WithdrawEvidence(withdrawal.Evidence, withdrawal.Reason, by, at));
    }

    private static void BindEvidence(SchemaBindings schema) => schema.InputObject<NewEvidence>("EvidenceInput", input =>
    {
        var id = input.Field("id", Input.NullableValue<Guid>());
        var kind = input.Field("kind", Input.Of<string>());
        var description = input.Field("description", Input.Of<string>());
        var artifacts = input.Field("artifacts", Input.List<string>());
        var weight = input.Field("weight", Input.Of<int>());
        var reliability = input.Field("reliability", Input.Of<string>());
        var credibility = input.Field("credibility", Input.Of<int>());
        var origin = input.Field("origin", Input.Nullable<string>());
        var observedAt = input.Field("observedAt", Input.NullableValue<NodaTime.Instant>());
        return values => new NewEvidence(
            values.Get(id) ?? Guid.NewGuid(),
            values.Get(kind),
            values.Get(description),
            [.. values.Get(artifacts)],
            values.Get(weight),
            Assessment.ParseReliability(values.Get(reliability)) ?? NoReliability,
            values.Get(credibility),
            values.Get(origin),
            values.Get(observedAt));
    });

    private static void BindInputs(SchemaBindings schema)
    {
        CommandInput.Bind<NewEvidence>(schema, "AddEvidenceInput", input =>
        {
            var evidence = input.Field("evidence", Input.Of<NewEvidence>());
            return values => values.Get(evidence);
        });
        CommandInput.Bind<Withdrawal>(
            schema,
            "WithdrawEvidenceInput",
            input =>
            {
                var (evidence, reason) = (
                    input.Field("evidence", Input.Of<Guid>()), input.Field("reason", Input.Of<string>()));
                return values => new Withdrawal(values.Get(evidence), values.Get(reason));
            },
            withdrawal => withdrawal.Reason);
    }

    private sealed record NewEvidence(
        Guid Id,
        string Kind,
        string Description,
        ImmutableArray<string> Artifacts,
        int Weight,
        Reliability Reliability,
        int Credibility,
        string? Origin,
        NodaTime.Instant? ObservedAt)
    {
        internal EvidenceItem AsItem(Stance stance, Author by) => new(
            Id,
            stance,
            Kind,
            Description,
            Artifacts,
            Weight,
            Reliability,
            Credibility,
            by.Source,
            Origin,
            ObservedAt);
    }

    private sealed record Withdrawal(Guid Evidence, string Reason);
}
