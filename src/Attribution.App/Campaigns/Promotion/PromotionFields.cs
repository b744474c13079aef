using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns.Promotion;

/// <summary>The fields of <c>promotion.graphql</c>.</summary>
internal sealed class PromotionFields(ClusterBatch batch)
{
    private const int BatchMax = 1000;

    internal void Bind(SchemaBindings schema)
    {
        BindTypes(schema);
        schema.Object<Root>("Mutation")
            .Define("promoteCluster", field =>
            {
                var input = field.Argument<PromoteClusterInput>("input");
                return field.Returns(Output.Of<PromoteClusterPayload>())
                    .Async((_, call) => PromoteAsync(call, call.Get(input)));
            })
            .Define("promoteClusters", field =>
            {
                var input = field.Argument<PromoteClustersInput>("input");
                return field.Returns(Output.Of<PromoteClustersPayload>())
                    .Async((_, call) => PromoteAsync(call, call.Get(input)));
            });
    }

    private async ValueTask<PromoteClusterPayload> PromoteAsync(FieldCall call, PromoteClusterInput input)
    {
        if (!call.Caller().May(Permission.PublishClusters))
        {
            return new PromoteClusterPayload(new PromotionResult(
                ClusterId: null,
                PromotionOutcome.Refused,
                Changed: false,
                [CommandError.Forbidden(Permission.PublishClusters)]));
        }

        var once = call.KeyOf("promoteCluster", input.CommandId, new { input.Cluster, input.Classification });
        var results = await batch.PromoteAsync(
            [input.Cluster], 0, input.Classification, call.Caller(), _ => once, call.Cancellation);
        return new PromoteClusterPayload(results[0]);
    }

    private async ValueTask<PromoteClustersPayload> PromoteAsync(FieldCall call, PromoteClustersInput input)
    {
        if (!call.Caller().May(Permission.PublishClusters))
        {
            return new PromoteClustersPayload([], [CommandError.Forbidden(Permission.PublishClusters)]);
        }

        if (input.Clusters.Count > BatchMax)
        {
            return new PromoteClustersPayload(
                [], [new CommandError("BATCH_TOO_LARGE", $"Send at most {BatchMax} clusters at once.", "clusters")]);
        }

        if (input.MinConfidence is < 0 or > 100)
        {
            return new PromoteClustersPayload(
                [], [new CommandError("CONFIDENCE_OUT_OF_RANGE", "A confidence is 0 to 100.", "minConfidence")]);
        }

        return new PromoteClustersPayload(
            await batch.PromoteAsync(
                input.Clusters,
                input.MinConfidence,
                input.Classification,
                call.Caller(),
                place => KeyAt(place, call, input),
                call.Cancellation),
            []);
    }

    /// <summary>Each cluster of a batch is a command of its own, named after the batch and its place.</summary>
    private static OnceKey? KeyAt(int place, FieldCall call, PromoteClustersInput input) =>
        call.KeyOf("promoteClusters", input.CommandId, new { Cluster = input.Clusters[place], input.Classification })
            ?.At(place);

    private static void BindTypes(SchemaBindings schema)
    {
        schema.InputObject<PromoteClusterInput>("PromoteClusterInput", input =>
        {
            var cluster = input.Field("cluster", Input.Of<JsonElement>());
            var label = input.Field("classification", Input.NullableValue<Tlp>());
            var id = CommandId.Declare(input);
            return values => new PromoteClusterInput(values.Get(cluster), values.Get(label), values.Get(id));
        });
        schema.InputObject<PromoteClustersInput>("PromoteClustersInput", input =>
        {
            var clusters = input.Field("clusters", Input.List<JsonElement>());
            var label = input.Field("classification", Input.NullableValue<Tlp>());
            var least = input.Field("minConfidence", Input.Of<int>());
            var id = CommandId.Declare(input);
            return values => new PromoteClustersInput(
                values.Get(clusters), values.Get(label), values.Get(least), values.Get(id));
        });
        schema.Enum("PromotionOutcome", Spelling.All<PromotionOutcome>());
        schema.Object<PromoteClustersPayload>("PromoteClustersPayload")
            .ListField("results", payload => payload.Results)
            .ListField("errors", payload => payload.Errors);
        schema.Object<PromoteClusterPayload>("PromoteClusterPayload")
            .Field("outcome", payload => payload.Result.Outcome)
            .NullableField("campaign", payload => payload.Result.Campaign)
            .NullableField("proposal", payload => payload.Result.Proposal)
            .Field("changed", payload => payload.Result.Changed)
            .ListField("errors", payload => payload.Result.Errors);
        schema.Object<PromotionResult>("PromotionResult")
            .NullableField("clusterId", result => result.ClusterId)
            .Field("outcome", result => result.Outcome)
            .NullableField("campaign", result => result.Campaign)
            .NullableField("proposal", result => result.Proposal)
            .NullableField("reason", result => result.Reason)
            .ListField("errors", result => result.Errors);
    }
}

internal sealed record PromoteClusterInput(JsonElement Cluster, Tlp? Classification, string? CommandId);

internal sealed record PromoteClustersInput(
    IReadOnlyList<JsonElement> Clusters, Tlp? Classification, int MinConfidence, string? CommandId);

internal sealed record PromoteClusterPayload(PromotionResult Result);

internal sealed record PromoteClustersPayload(
    IReadOnlyList<PromotionResult> Results, IReadOnlyList<CommandError> Errors);
