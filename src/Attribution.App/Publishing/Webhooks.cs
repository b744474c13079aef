using System.Security.Cryptography;
using Attribution.App.Access;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Publishing;

/// <summary>A subscription as its organisation reads it.</summary>
internal sealed record WebhookView(
    Guid Id,
    string Url,
    IReadOnlyList<string> Types,
    Instant SubscribedAt,
    Instant? FailingSince,
    Instant? DisabledAt,
    string? LastProblem);

internal sealed record SubscribeWebhookPayload(
    WebhookView? Webhook, string? Secret, IReadOnlyList<CommandError> Errors)
{
    internal static SubscribeWebhookPayload Refused(string code, string message, string path) =>
        new(null, null, [new CommandError(code, message, path)]);
}

internal sealed record RemoveWebhookPayload(bool Removed, IReadOnlyList<CommandError> Errors);

/// <summary>The subscriptions of organisations. Whoever decides about hypotheses in an organisation decides about its
/// subscriptions; what is told is what that person may see.</summary>
internal sealed class Webhooks(Subscriptions subscriptions, CallerReads reads, NpgsqlDataSource messages)
{
    private const int SecretBytes = 32;

    /// <summary>The subscriptions of the caller's organisation.</summary>
    internal async Task<IReadOnlyList<WebhookView>> ListAsync(Principal caller, CancellationToken cancellation) =>
        await reads.ListAsync(
            caller,
            "list_webhooks",
            _ => { },
            row => new WebhookView(
                row.GetGuid(0),
                row.GetString(1),
                row.GetFieldValue<string[]>(2),
                row.Time(3),
                row.TimeOrNull(4),
                row.TimeOrNull(5),
                row.TextOrNull(6)),
            cancellation);

    /// <summary>Subscribes an address, or renews its subscription.</summary>
    internal async Task<SubscribeWebhookPayload> SubscribeAsync(
        Principal caller, string address, IReadOnlyList<string>? types, CancellationToken cancellation)
    {
        if (!caller.May(Permission.Decide))
        {
            return new SubscribeWebhookPayload(null, null, [CommandError.Forbidden(Permission.Decide)]);
        }

        var wanted = types ?? PublishedEvents.Types;
        if (wanted.FirstOrDefault(type => !PublishedEvents.Types.Contains(type)) is { } unknown)
        {
            return SubscribeWebhookPayload.Refused(
                "UNKNOWN_TYPE", $"'{unknown}' is none of {string.Join(", ", PublishedEvents.Types)}.", "types");
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !IsAcceptable(url))
        {
            return SubscribeWebhookPayload.Refused(
                "INVALID_URL", "Give an https address without user, password and fragment.", "url");
        }

        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        await subscriptions.SubscribeAsync(
            new Subscribing(Subscription.Http, caller, url, wanted, secret), cancellation);
        var stored = (await ListAsync(caller, cancellation)).Single(webhook => webhook.Url == url.AbsoluteUri);
        return new SubscribeWebhookPayload(stored, Convert.ToBase64String(secret), []);
    }

    /// <summary>Ends a subscription of the caller's organisation.</summary>
    internal async Task<RemoveWebhookPayload> RemoveAsync(
        Principal caller, Guid id, CancellationToken cancellation)
    {
        if (!caller.May(Permission.Decide))
        {
            return new RemoveWebhookPayload(false, [CommandError.Forbidden(Permission.Decide)]);
        }

        await using var command = messages.CreateCommand(SqlText.Get("remove_webhook"));
        command.Parameters.Add(Text(caller.Tenant.Value));
        command.Parameters.Add(Text(caller.Organisation.Value));
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return new RemoveWebhookPayload(await command.ExecuteNonQueryAsync(cancellation) > 0, []);
    }

    /// <summary>Plain http is for a receiver on the same machine, while somebody tries things out.</summary>
    private static bool IsAcceptable(Uri url) =>
        (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url.UserInfo.Length == 0
        && url.Fragment.Length == 0;

    private static NpgsqlParameter<string> Text(string value) =>
        new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };
}
