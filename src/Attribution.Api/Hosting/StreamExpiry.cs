using Attribution.Api.Authentication;

namespace Attribution.Api.Hosting;

/// <summary>An answer that goes on for long (a stream of events) ends with the token that asked for it.</summary>
internal static class StreamExpiry
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    internal static void UseStreamExpiry(this WebApplication app, TimeProvider time) =>
        app.Use(async (context, next) =>
        {
            if (context.Features.Get<CheckedToken>() is not { } token
                || !context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal))
            {
                await next(context);
                return;
            }

            using var expiry = new CancellationTokenSource(Until(token.EndsAt, time), time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, expiry.Token);
            context.RequestAborted = either.Token;
            await next(context);
        });

    private static TimeSpan Until(DateTimeOffset end, TimeProvider time)
    {
        var left = end - time.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left > LongestTimer ? LongestTimer : left;
    }
}
