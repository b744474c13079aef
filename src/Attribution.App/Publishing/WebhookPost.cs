using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Attribution.App.Pipeline;
using Attribution.Messaging;
using Attribution.Messaging.CloudEvents;
using NodaTime;

namespace Attribution.App.Publishing;

/// <summary>Carries notices over HTTP, signed as Standard Webhooks 1.0 says.</summary>
internal sealed class WebhookPost(HttpClient http, IClock clock)
{
    internal async Task<Reception> CarryAsync(
        Subscription subscription, string id, Envelope notice, CancellationToken cancellation)
    {
        using var request = Request(subscription, id, notice);
        try
        {
            using var answer = await http.SendAsync(request, cancellation);
            return answer.StatusCode switch
            {
                >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new Reception.Taken(),
                HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
                    or HttpStatusCode.Unauthorized or HttpStatusCode.NotFound =>
                    new Reception.Failed($"It answered {(int)answer.StatusCode}."),
                HttpStatusCode.Gone => new Reception.Gone("It answered 410: it wants to hear nothing more."),
                _ => new Reception.Never($"The subscriber answered {(int)answer.StatusCode}."),
            };
        }
        catch (HttpRequestException unreachable)
        {
            return new Reception.Failed(unreachable.Message);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Reception.Failed("It did not answer in time.");
        }
    }

    private HttpRequestMessage Request(Subscription subscription, string id, Envelope notice)
    {
        var (body, sentAt) = (CloudEventJson.Write(notice), clock.GetCurrentInstant());
        var request = new HttpRequestMessage(HttpMethod.Post, subscription.Url)
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(CloudEventJson.MediaType);
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(
            WebhookSignature.TimestampHeader, sentAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(
            WebhookSignature.SignatureHeader, WebhookSignature.Sign([subscription.Secret], id, sentAt, body));
        if (notice.TraceParent is { } trace)
        {
            request.Headers.Add(TraceHeaders.TraceParent, trace);
        }

        return request;
    }
}
