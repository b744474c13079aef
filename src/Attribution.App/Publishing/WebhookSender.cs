using System.Net;
using System.Net.Http.Headers;
using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Messaging;
using Attribution.Messaging.CloudEvents;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;

namespace Attribution.App.Publishing;

/// <summary>
/// Tells one subscriber of one event, if it may see the campaign now. A subscriber that does not answer is waited for;
/// one that has failed for days is disabled, and a person enables it by subscribing again.
/// </summary>
internal sealed partial class WebhookSender(
    CallerReads reads, WebhookRows rows, HttpClient http, IClock clock, ILogger logger)
{
    private static readonly WebhookPolicy Policy = WebhookPolicy.Default;
    private static readonly Duration ShortRest = Duration.FromSeconds(2);

    internal async Task<Outcome> SendAsync(Delivery delivery, CancellationToken cancellation)
    {
        var note = System.Text.Json.JsonSerializer.Deserialize(
            delivery.Envelope.Body.Utf8.Span, StoredJson.Contract.WebhookNote)!;
        var tenant = delivery.Envelope.TenantId;
        if (await rows.FindAsync(tenant, note.Webhook, cancellation) is not { } webhook)
        {
            return Outcome.Done;
        }

        var now = clock.GetCurrentInstant();
        if (webhook.Health.DisabledAt is not null)
        {
            return new Outcome.Refused("WEBHOOK_DISABLED", "Its subscriber is disabled. Subscribe again and replay.");
        }

        if (!webhook.Health.MaySend(now))
        {
            return new Outcome.Later(webhook.Health.RestUntil!.Value);
        }

        var campaign = (await reads.ListAsync(
            webhook.Subscriber,
            "find_published_campaign",
            parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = note.Stream }),
            row => row.GetGuid(0),
            cancellation)).Cast<Guid?>().SingleOrDefault();
        return campaign is { } visible
            ? await PostAsync(webhook, delivery.Envelope, Notice(delivery.Envelope, note, visible), cancellation)
            : Outcome.Done;
    }

    private static Envelope Notice(Envelope queued, WebhookNote note, Guid campaign) => new()
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

    private async Task<Outcome> PostAsync(
        WebhookRow webhook, Envelope queued, Envelope notice, CancellationToken cancellation)
    {
        var (body, sentAt) = (CloudEventJson.Write(notice), clock.GetCurrentInstant());
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url)
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(CloudEventJson.MediaType);
        request.Headers.Add(WebhookSignature.IdHeader, queued.Id);
        request.Headers.Add(
            WebhookSignature.TimestampHeader,
            sentAt.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(
            WebhookSignature.SignatureHeader, WebhookSignature.Sign([webhook.Secret], queued.Id, sentAt, body));
        try
        {
            using var answer = await http.SendAsync(request, cancellation);
            return answer.StatusCode switch
            {
                >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices =>
                    await SucceededAsync(webhook, cancellation),
                HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
                    or HttpStatusCode.Unauthorized or HttpStatusCode.NotFound =>
                    await FailedAsync(webhook, $"It answered {(int)answer.StatusCode}.", cancellation),
                HttpStatusCode.Gone => await GoneAsync(webhook, cancellation),
                _ => new Outcome.Refused("WEBHOOK_REFUSED", $"The subscriber answered {(int)answer.StatusCode}."),
            };
        }
        catch (HttpRequestException unreachable)
        {
            return await FailedAsync(webhook, unreachable.Message, cancellation);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return await FailedAsync(webhook, "It did not answer in time.", cancellation);
        }
    }

    private async Task<Outcome> SucceededAsync(WebhookRow webhook, CancellationToken cancellation)
    {
        if (webhook.Health.FailuresInARow > 0)
        {
            await rows.SaveAsync(webhook, webhook.Health.AfterSuccess(), problem: null, cancellation);
        }

        return Outcome.Done;
    }

    private async Task<Outcome> FailedAsync(WebhookRow webhook, string problem, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var health = webhook.Health.AfterFailure(now, Policy, Random.Shared.NextDouble());
        await rows.SaveAsync(webhook, health, problem, cancellation);
        if (health.DisabledAt is not null)
        {
            Disabled(logger, webhook.Id, webhook.Tenant, problem);
        }

        return new Outcome.Later(health.RestUntil ?? now + ShortRest);
    }

    private async Task<Outcome> GoneAsync(WebhookRow webhook, CancellationToken cancellation)
    {
        const string Problem = "It answered 410: it wants to hear nothing more.";
        await rows.SaveAsync(
            webhook, webhook.Health with { DisabledAt = clock.GetCurrentInstant() }, Problem, cancellation);
        Disabled(logger, webhook.Id, webhook.Tenant, Problem);
        return new Outcome.Refused("WEBHOOK_DISABLED", Problem);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The webhook {Webhook} of tenant {Tenant} is disabled: {Problem} Subscribe again to enable it.")]
    private static partial void Disabled(ILogger logger, Guid webhook, string tenant, string problem);
}
