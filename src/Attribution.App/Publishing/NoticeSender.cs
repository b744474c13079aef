using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Messaging;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;

namespace Attribution.App.Publishing;

/// <summary>
/// Tells one subscriber of one event, if it may see the campaign now, whatever the door. A subscriber that does not
/// answer is waited for; one that has failed for longer than its policy bears is disabled.
/// </summary>
internal sealed partial class NoticeSender(
    CallerReads reads,
    Subscriptions subscriptions,
    Carrier carry,
    WebhookPolicy policy,
    IClock clock,
    ILogger logger)
{
    private static readonly Duration ShortRest = Duration.FromSeconds(2);

    internal async Task<Outcome> SendAsync(Delivery delivery, CancellationToken cancellation)
    {
        var note = System.Text.Json.JsonSerializer.Deserialize(
            delivery.Envelope.Body.Utf8.Span, StoredJson.Contract.OutgoingNote)!;
        var tenant = delivery.Envelope.TenantId;
        if (await subscriptions.FindAsync(tenant, note.Webhook, cancellation) is not { } subscription)
        {
            return Outcome.Done;
        }

        var now = clock.GetCurrentInstant();
        if (subscription.Health.DisabledAt is not null)
        {
            return new Outcome.Refused("WEBHOOK_DISABLED", "Its subscriber is disabled. Subscribe again and replay.");
        }

        if (!subscription.Health.MaySend(now))
        {
            return new Outcome.Later(subscription.Health.RestUntil!.Value);
        }

        var campaign = (await reads.ListAsync(
            subscription.Subscriber,
            "find_published_campaign",
            parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = note.Stream }),
            row => row.GetGuid(0),
            cancellation)).Cast<Guid?>().SingleOrDefault();
        return campaign is { } visible
            ? await SettleAsync(
                subscription,
                await carry(subscription, delivery.Envelope.Id, Notice(delivery.Envelope, note, visible), cancellation),
                cancellation)
            : Outcome.Done;
    }

    private static Envelope Notice(Envelope queued, OutgoingNote note, Guid campaign) => new()
    {
        Id = note.Event.ToString(),
        Source = "/attribution",
        Type = queued.Type,
        Subject = campaign.ToString(),
        Time = note.RecordedAt,
        TraceParent = System.Diagnostics.Activity.Current?.Id ?? queued.TraceParent,
        Body = MessageBody.From(
            new CampaignNotice(campaign, note.Stream == campaign ? null : note.Stream, note.Version),
            StoredJson.Contract.CampaignNotice),
    };

    private async Task<Outcome> SettleAsync(
        Subscription subscription, Reception reception, CancellationToken cancellation) => reception switch
        {
            Reception.Taken => await SucceededAsync(subscription, cancellation),
            Reception.Failed failed => await FailedAsync(subscription, failed.Problem, cancellation),
            Reception.Gone gone => await GoneAsync(subscription, gone.Problem, cancellation),
            Reception.Never never => new Outcome.Refused("WEBHOOK_REFUSED", never.Problem),
            _ => throw new System.Diagnostics.UnreachableException($"{reception} is no reception."),
        };

    private async Task<Outcome> SucceededAsync(Subscription subscription, CancellationToken cancellation)
    {
        if (subscription.Health.FailuresInARow > 0)
        {
            await subscriptions.SaveAsync(
                subscription, subscription.Health.AfterSuccess(), problem: null, cancellation);
        }

        return Outcome.Done;
    }

    private async Task<Outcome> FailedAsync(Subscription subscription, string problem, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var health = subscription.Health.AfterFailure(now, policy, Random.Shared.NextDouble());
        await subscriptions.SaveAsync(subscription, health, problem, cancellation);
        if (health.DisabledAt is not null)
        {
            Disabled(logger, subscription.Id, subscription.Tenant, problem);
        }

        return new Outcome.Later(health.RestUntil ?? now + ShortRest);
    }

    private async Task<Outcome> GoneAsync(
        Subscription subscription, string problem, CancellationToken cancellation)
    {
        await subscriptions.SaveAsync(
            subscription, subscription.Health with { DisabledAt = clock.GetCurrentInstant() }, problem, cancellation);
        Disabled(logger, subscription.Id, subscription.Tenant, problem);
        return new Outcome.Refused("WEBHOOK_DISABLED", problem);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The webhook {Webhook} of tenant {Tenant} is disabled: {Problem} Subscribe again to enable it.")]
    private static partial void Disabled(ILogger logger, Guid webhook, string tenant, string problem);
}
