using System.Globalization;
using System.Threading.RateLimiting;
using Attribution.Api.Taxii;
using Attribution.Domain.Access;

namespace Attribution.Api.Hosting;

/// <summary>Keeps one principal, or one tenant, from using up what all share: too much is answered with 429 and when to
/// come again. Who says not who it is has been refused before.</summary>
internal static class RequestLimits
{
    private const int BurstSeconds = 2;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    internal static void AddRequestLimits(this IServiceCollection services, RequestQuota quota) =>
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = async (context, cancellation) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var found) ? found : Period;
                context.HttpContext.Response.Headers.RetryAfter =
                    Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                if (!TaxiiBorder.Owns(context.HttpContext))
                {
                    await context.HttpContext.Response.WriteAsJsonAsync(TooMany, cancellation);
                }
            };
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                Concurrency(quota.PrincipalConcurrency, PrincipalKey),
                Concurrency(quota.TenantConcurrency, TenantKey),
                Rate(quota.PrincipalRequestsPerSecond, PrincipalKey),
                Rate(quota.TenantRequestsPerSecond, TenantKey));
        });

    private static object TooMany { get; } = new
    {
        errors = new[]
        {
            new
            {
                message = "You ask for more than your share; ask again when Retry-After says.",
                extensions = new { code = "RATE_LIMITED" },
            },
        },
    };

    private static string? PrincipalKey(Principal caller) => $"{caller.Tenant.Value}\n{caller.Subject}";

    private static string? TenantKey(Principal caller) => caller.Tenant.Value;

    private static PartitionedRateLimiter<HttpContext> Rate(int perSecond, Func<Principal, string?> key) =>
        Each(perSecond, key, name => RateLimitPartition.GetTokenBucketLimiter(name, _ => new()
        {
            TokenLimit = perSecond * BurstSeconds,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = Period,
            QueueLimit = 0,
        }));

    private static PartitionedRateLimiter<HttpContext> Concurrency(int max, Func<Principal, string?> key) =>
        Each(max, key, name => RateLimitPartition.GetConcurrencyLimiter(name, _ => new()
        {
            PermitLimit = max,
            QueueLimit = 0,
        }));

    private static PartitionedRateLimiter<HttpContext> Each(
        int limit, Func<Principal, string?> key, Func<string, RateLimitPartition<string>> partition) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            limit > 0 && context.Features.Get<Principal>() is { } caller && key(caller) is { } name
                ? partition(name)
                : RateLimitPartition.GetNoLimiter(""));
}
