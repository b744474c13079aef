using Attribution.App.Access;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Evidence;
using Attribution.Domain.Hypotheses;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Hypotheses.Weighing;

/// <summary>The field of <c>rating.graphql</c>: a cell of the matrix of evidence against hypotheses.</summary>
internal static class RatingFields
{
    internal static void Bind(SchemaBindings schema, HypothesisCommands commands, HypothesisQueries hypotheses)
    {
        CommandInput.Bind<NewRating>(
            schema,
            "RateEvidenceInput",
            input =>
            {
                var evidence = input.Field("evidence", Input.Of<Guid>());
                var consistency = input.Field("consistency", Input.Of<Consistency>());
                var reason = input.Field("reason", Input.Nullable<string>());
                return values => new NewRating(values.Get(evidence), values.Get(consistency), values.Get(reason));
            },
            rating => rating.Reason);
        commands.Prepare<NewRating>("rateEvidence", Permission.Edit, async (rating, campaign, call) =>
        {
            var all = await hypotheses.OfCampaignsAsync(call.Caller(), [campaign.Id], call.Cancellation);
            var exists = all[campaign.Id].Any(other => other.Evidence.Any(item => item.Item.Id == rating.Evidence));
            return new((by, at) =>
                new RateEvidence(rating.Evidence, exists, rating.Consistency, rating.Reason, by, at));
        });
    }

    private sealed record NewRating(Guid Evidence, Consistency Consistency, string? Reason);
}
