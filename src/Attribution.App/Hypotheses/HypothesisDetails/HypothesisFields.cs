using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Hypotheses;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Hypotheses.HypothesisDetails;

/// <summary>The fields of <c>hypotheses.graphql</c>.</summary>
internal sealed class HypothesisFields(HypothesisQueries queries)
{
    internal void Bind(SchemaBindings schema)
    {
        schema.Object<CampaignView>("Campaign")
            .Define("hypotheses", field => field.Returns(Output.List<HypothesisView>())
                .Batch((campaigns, call) => ForEachAsync(campaigns, call, all => all)))
            .Define("leadingHypothesis", field => field.Returns(Output.Nullable<HypothesisView>())
                .Batch((campaigns, call) => ForEachAsync(campaigns, call, Leading)))
            .Define("contested", field => field.Returns(Output.Of<bool>())
                .Batch((campaigns, call) => ForEachAsync(campaigns, call, all => Attribution(all).IsContested)));
        BindHypothesis(schema.Object<HypothesisView>("Hypothesis"));
        schema.Object<HypothesisActor>("HypothesisActor").Field("id", actor => actor.Id)
            .Field("name", actor => actor.Name);
        schema.Enum("HypothesisStatus", Spelling.All<HypothesisStatus>());
        schema.Enum("HypothesisSource", Spelling.All<Source>());
        BindHistory(schema.Object<ConfidencePoint>("ConfidencePoint"));
    }

    private async ValueTask<IReadOnlyList<T>> ForEachAsync<T>(
        IReadOnlyList<CampaignView> campaigns, FieldCall call, Func<IReadOnlyList<HypothesisView>, T> answer)
    {
        Guid[] ids = [.. campaigns.Select(campaign => campaign.Id).Distinct()];
        var found = await queries.OfCampaignsAsync(call.Caller(), ids, call.Cancellation);
        return [.. campaigns.Select(campaign => answer([.. found[campaign.Id]]))];
    }

    private static HypothesisView? Leading(IReadOnlyList<HypothesisView> hypotheses) =>
        Attribution(hypotheses).Leading is { } leading
            ? hypotheses.Single(hypothesis => hypothesis.Id == leading.Id)
            : null;

    private static CampaignAttribution Attribution(IReadOnlyList<HypothesisView> hypotheses) => CampaignAttribution.Of(
        hypotheses.Select(h => new HypothesisStanding(h.Id, h.Actor, h.Status, h.Confidence, h.ResolvedAt)));

    private void BindHypothesis(ObjectBinding<HypothesisView> hypothesis) => hypothesis
        .Field("id", view => view.Id)
        .Field("actor", view => new HypothesisActor(view.Actor, view.ActorName))
        .Field("status", view => view.Status)
        .Field("source", view => view.Source)
        .NullableField("rationale", view => view.Rationale)
        .Field("confidence", view => view.Confidence)
        .Define("confidenceHistory", field => field.Returns(Output.List<ConfidencePoint>()).Batch(async (views, call) =>
        {
            Guid[] ids = [.. views.Select(view => view.Id).Distinct()];
            var events = await queries.EventsAsync(call.Caller(), ids, call.Cancellation);
            return [.. views.Select(view => ConfidencePoint.Of(events[view.Id]))];
        }))
        .NullableField("resolvedAt", view => view.ResolvedAt)
        .NullableField("resolvedBy", view => view.ResolvedBy)
        .Field("createdBy", view => view.CreatedBy)
        .Field("createdAt", view => view.CreatedAt)
        .Field("updatedAt", view => view.UpdatedAt)
        .Field("version", view => view.Version);

    private static void BindHistory(ObjectBinding<ConfidencePoint> point) => point
        .Field("at", revision => revision.At)
        .Field("value", revision => revision.Confidence.Value)
        .Field("band", revision => revision.Confidence.Band)
        .Field("label", revision => revision.Confidence.Label)
        .NullableField("reason", revision => revision.Reason)
        .Field("by", revision => revision.By)
        .Field("eventId", revision => revision.EventId);
}

internal sealed record HypothesisActor(string Id, string Name);
