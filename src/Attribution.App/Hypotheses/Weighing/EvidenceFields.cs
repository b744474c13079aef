using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.Domain.Hypotheses;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Hypotheses.Weighing;

/// <summary>Evidence as <c>weighing.graphql</c> shows it.</summary>
internal static class EvidenceFields
{
    internal static void Bind(SchemaBindings schema)
    {
        schema.Object<HypothesisView>("Hypothesis")
            .ListField("supportingEvidence", view => Filed(view, Stance.Supports))
            .ListField("contradictingEvidence", view => Filed(view, Stance.Contradicts));
        schema.Object<EvidenceView>("Evidence")
            .Field("id", evidence => evidence.Item.Id)
            .Field("kind", evidence => evidence.Item.Kind)
            .Field("description", evidence => evidence.Item.Description)
            .ListField("artifacts", evidence => evidence.Item.Artifacts)
            .Field("weight", evidence => evidence.Item.Weight)
            .Field("reliability", evidence => evidence.Item.Reliability.ToString())
            .Field("credibility", evidence => evidence.Item.Credibility)
            .Field("source", evidence => evidence.Item.Source)
            .NullableField("origin", evidence => evidence.Item.Origin)
            .NullableField("observedAt", evidence => evidence.Item.ObservedAt)
            .Field("addedBy", evidence => evidence.AddedBy)
            .Field("addedAt", evidence => evidence.AddedAt)
            .Field("withdrawn", evidence => evidence.IsWithdrawn)
            .NullableField("withdrawnAt", evidence => evidence.WithdrawnAt)
            .NullableField("withdrawnBy", evidence => evidence.WithdrawnBy)
            .NullableField("withdrawnBecause", evidence => evidence.WithdrawnBecause);
    }

    private static List<EvidenceView> Filed(HypothesisView view, Stance stance) =>
        [.. view.Evidence.Where(evidence => evidence.Item.Stance == stance)];
}
