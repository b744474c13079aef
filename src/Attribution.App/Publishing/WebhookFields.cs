using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Publishing;

/// <summary>The fields of <c>webhooks.graphql</c>.</summary>
internal sealed class WebhookFields(Webhooks webhooks)
{
    internal void Bind(SchemaBindings schema)
    {
        BindTypes(schema);
        schema.Object<Root>("Query").Define("webhooks", field => field.Returns(Output.List<WebhookView>())
            .Async(async (_, call) => call.Caller().May(Permission.Decide)
                ? await webhooks.ListAsync(call.Caller(), call.Cancellation)
                : throw new GraphQLException(
                    "Your roles do not allow this; ask whoever administers your account.", "FORBIDDEN")));
        schema.Object<Root>("Mutation")
            .Define("subscribeWebhook", field =>
            {
                var input = field.Argument<SubscribeWebhookInput>("input");
                return field.Returns(Output.Of<SubscribeWebhookPayload>()).Async(async (_, call) =>
                    await DatabaseAway.OrToldAsync(() => webhooks.SubscribeAsync(
                        call.Caller(), call.Get(input).Url, call.Get(input).Types, call.Cancellation)));
            })
            .Define("removeWebhook", field =>
            {
                var input = field.Argument<RemoveWebhookInput>("input");
                return field.Returns(Output.Of<RemoveWebhookPayload>()).Async(async (_, call) =>
                    await DatabaseAway.OrToldAsync(() =>
                        webhooks.RemoveAsync(call.Caller(), call.Get(input).Id, call.Cancellation)));
            });
    }

    private static void BindTypes(SchemaBindings schema)
    {
        schema.InputObject<SubscribeWebhookInput>("SubscribeWebhookInput", input =>
        {
            var url = input.Field("url", Input.Of<string>());
            var types = input.Field("types", Input.NullableList(Input.Of<string>()));
            return values => new SubscribeWebhookInput(values.Get(url), values.Get(types));
        });
        schema.InputObject<RemoveWebhookInput>("RemoveWebhookInput", input =>
        {
            var id = input.Field("id", Input.Of<Guid>());
            return values => new RemoveWebhookInput(values.Get(id));
        });
        schema.Object<SubscribeWebhookPayload>("SubscribeWebhookPayload")
            .NullableField("webhook", payload => payload.Webhook)
            .NullableField("secret", payload => payload.Secret)
            .ListField("errors", payload => payload.Errors);
        schema.Object<RemoveWebhookPayload>("RemoveWebhookPayload")
            .Field("removed", payload => payload.Removed)
            .ListField("errors", payload => payload.Errors);
        schema.Object<WebhookView>("Webhook")
            .Field("id", webhook => webhook.Id)
            .Field("url", webhook => webhook.Url)
            .ListField("types", webhook => webhook.Types)
            .Field("subscribedAt", webhook => webhook.SubscribedAt)
            .NullableField("failingSince", webhook => webhook.FailingSince)
            .NullableField("disabledAt", webhook => webhook.DisabledAt)
            .NullableField("lastProblem", webhook => webhook.LastProblem);
    }
}

internal sealed record SubscribeWebhookInput(string Url, IReadOnlyList<string>? Types);

internal sealed record RemoveWebhookInput(Guid Id);
