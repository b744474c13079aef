using System.Diagnostics;
using Attribution.Domain.Access;

namespace Attribution.Api.Hosting;

/// <summary>The log of requests, for those who turn it on (level Debug of <c>Attribution.Requests</c>): it names the
/// principal, never the token, and no query string.</summary>
internal static partial class RequestLog
{
    internal static void UseRequestLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Attribution.Requests");
        if (!log.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        app.Use(async (context, next) =>
        {
            var started = Stopwatch.GetTimestamp();
            await next(context);
            var caller = context.Features.Get<Principal>();
            Answered(
                log,
                context.Request.Method,
                context.Request.Path,
                context.Response.StatusCode,
                caller?.Subject ?? "nobody",
                caller?.Tenant.Value ?? "no tenant",
                Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        });
    }

    [LoggerMessage(Level = LogLevel.Debug, Message =
        "{Method} {Path} was answered with {Status} for {Principal} of {Tenant} in {Milliseconds:F1} ms.")]
    private static partial void Answered(
        ILogger log, string method, string path, int status, string principal, string tenant, double milliseconds);
}
