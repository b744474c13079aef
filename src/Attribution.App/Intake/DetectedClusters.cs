using System.Text.Json;
using Attribution.App.Campaigns.Promotion;
using Attribution.App.Clusters;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Messaging;

namespace Attribution.App.Intake;

/// <summary>Handles the messages of the correlation pipeline: each cluster is promoted as if its publisher had asked
/// for it, and the message's mark is stored with the events.</summary>
internal sealed class DetectedClusters(ClusterPromotion promotion)
{
    /// <summary>A cluster was detected; the body is the cluster exactly as the pipeline publishes it.</summary>
    internal static MessageType<JsonElement> Type { get; } =
        new("attribution.cluster.detected.v1", StoredJson.Contract.JsonElement);

    internal async Task<Outcome> HandleAsync(JsonElement body, Delivery delivery, CancellationToken cancellation)
    {
        var message = delivery.Envelope;
        if (MessagePublisher.Of(message) is not { } publisher)
        {
            return new Outcome.Refused(
                "NO_PUBLISHER", "No door has said whose message this is. Publish it through one and discard this.");
        }

        if (!publisher.May(Permission.PublishClusters))
        {
            return new Outcome.Refused("FORBIDDEN", "Its publisher may not publish clusters.");
        }

        var (cluster, rejection) = ClusterMessage.Read(body, publisher.Tenant);
        if (cluster is null)
        {
            return new Outcome.Refused(rejection!.Code, rejection.Message);
        }

        var context = new CommandContext(
            CorrelationId: message.CorrelationId ?? delivery.MessageId.ToString(),
            CausationId: delivery.MessageId.ToString())
        {
            Once = OnceKey.OfMessage(delivery.MessageId),
            TraceParent = message.TraceParent,
        };
        return OutcomeOf(await promotion.PromoteAsync(
            new ClusterDelivery(cluster, Classification: null, publisher), context, cancellation));
    }

    private static Outcome OutcomeOf(PromotionResult result) => result switch
    {
        { IsRepeated: true } => Outcome.Repeated,
        { Outcome: not PromotionOutcome.Refused } => Outcome.Done,
        { Errors: [{ Code: "UNAVAILABLE" }] } => new Outcome.Failed(new Failure(
            "STORE_UNAVAILABLE", "The database was away.", Exception: new TimeoutException())),
        { Errors: [{ Code: "CONFLICT" or "COMMAND_ID_REUSED", Message: var why }] } =>
            new Outcome.Failed(new Failure("CONFLICT", why)),
        _ => new Outcome.Refused(result.Errors[0].Code, result.Errors[0].Message),
    };
}
