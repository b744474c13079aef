using Attribution.App.Access;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.History;
using Attribution.App.Hypotheses.HypothesisHistory;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Hypotheses;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Hypotheses.HypothesisDetails;

/// <summary>The fields of <c>hypotheses.graphql</c>.</summary>
internal sealed class HypothesisFields(
    CampaignQueries campaigns, HypothesisQueries queries, PastEvents events)
{
    private readonly PastPages<HypothesisView> _past = HypothesisPast.Pages(events);
    private readonly CampaignHypotheses _ofCampaigns = new(queries, HypothesisPast.Pages(events));

    internal void Bind(SchemaBindings schema)
    {
        schema.Object<Root>("Query").Define("hypothesis", field =>
        {
            var id = field.Argument<Guid>("id");
            var moment = Moment.Arguments(field);
            return field.Returns(Output.Nullable<HypothesisView>())
                .Async((_, call) => FindAsync(call.Get(id), moment(call), call));
        });
        schema.Object<CampaignView>("Campaign")
            .Define("hypotheses", field => field.Returns(Output.List<HypothesisView>())
                .Batch((level, call) => ForEachAsync<IReadOnlyList<HypothesisView>>(level, call, all => all)))
            .Define("leadingHypothesis", field => field.Returns(Output.Nullable<HypothesisView>())
                .Batch((level, call) => ForEachAsync(level, call, Leading)))
            .Define("contested", field => field.Returns(Output.Of<bool>())
                .Batch((level, call) => ForEachAsync(level, call, all => Attribution(all).IsContested)));
        BindHypothesis(schema.Object<HypothesisView>("Hypothesis"));
        CommandPayload<HypothesisView>.Bind(schema, "HypothesisPayload", "hypothesis");
        schema.Enum("HypothesisStatus", Spelling.All<HypothesisStatus>());
        schema.Enum("HypothesisSource", Spelling.All<Source>());
        BindHistory(schema.Object<ConfidencePoint>("ConfidencePoint"));
    }

    private async ValueTask<HypothesisView?> FindAsync(Guid id, Moment moment, FieldCall call) => moment.IsNow
        ? (await queries.FindAsync(call.Caller(), [id], call.Cancellation)).GetValueOrDefault(id)
        : await _past.FindAsync(call.Caller(), id, moment, call.Cancellation);

    private async ValueTask<IReadOnlyList<T>> ForEachAsync<T>(
        IReadOnlyList<CampaignView> level, FieldCall call, Func<HypothesisView[], T> answer) =>
        [.. (await _ofCampaigns.OfAsync(level, call)).Select(answer)];

    private static HypothesisView? Leading(IReadOnlyList<HypothesisView> hypotheses) =>
        Attribution(hypotheses).Leading is { } leading
            ? hypotheses.Single(hypothesis => hypothesis.Id == leading.Id)
            : null;

    private static CampaignAttribution Attribution(IReadOnlyList<HypothesisView> hypotheses) => CampaignAttribution.Of(
        hypotheses.Select(h => new HypothesisStanding(h.Id, h.Actor, h.Status, h.Confidence, h.ResolvedAt)));

    private void BindHypothesis(ObjectBinding<HypothesisView> hypothesis) => hypothesis
        .Field("id", view => view.Id)
        .Define("campaign", field => field.Returns(Output.Of<CampaignView>()).Batch(async (level, call) =>
        {
            Guid[] ids = [.. level.Select(view => view.Campaign).Distinct()];
            var found = await campaigns.FindAsync(call.Caller(), ids, call.Cancellation);
            return [.. level.Select(view => found.GetValueOrDefault(view.Campaign)
                ?? throw new GraphQLException("There is no such hypothesis any longer.", "NOT_FOUND"))];
        }))
        .Field("status", view => view.Status)
        .Field("source", view => view.Source)
        .NullableField("rationale", view => view.Rationale)
        .Field("confidence", view => view.ExplainedConfidence)
        .Define("confidenceHistory", field => field.Returns(Output.List<ConfidencePoint>()).Batch(async (level, call) =>
        {
            Guid[] ids = [.. level.Select(view => view.Id).Distinct()];
            var found = await events.ReadAsync(call.Caller(), HypothesisPast.Kind, ids, call.Cancellation);
            return [.. level.Select(view => ConfidencePoint.Of(
                found[view.Id].Where(happened => happened.Version <= view.Version)))];
        }))
        .ListField("reviewedBy", view => view.ReviewedBy)
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
