namespace Attribution.Api.Hosting;

/// <summary>How much one principal, and one tenant, may ask for (<c>Attribution:Quota</c>); 0 is no limit.</summary>
public sealed record RequestQuota
{
    internal const string Section = "Attribution:Quota";

    /// <summary>Requests a second, of one principal.</summary>
    public int PrincipalRequestsPerSecond { get; init; } = 500;

    /// <summary>Requests at a time, of one principal; a WebSocket counts while it lasts.</summary>
    public int PrincipalConcurrency { get; init; } = 64;

    /// <summary>Requests a second, of one tenant.</summary>
    public int TenantRequestsPerSecond { get; init; } = 5_000;

    /// <summary>Requests at a time, of one tenant.</summary>
    public int TenantConcurrency { get; init; } = 1_000;

    /// <exception cref="InvalidOperationException">A setting is unknown or negative.</exception>
    internal static RequestQuota Read(IConfiguration configuration)
    {
        var quota = configuration.GetSection(Section)
            .Get<RequestQuota>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new RequestQuota();
        return Math.Min(
            Math.Min(quota.PrincipalRequestsPerSecond, quota.PrincipalConcurrency),
            Math.Min(quota.TenantRequestsPerSecond, quota.TenantConcurrency)) >= 0
            ? quota
            : throw new InvalidOperationException($"{Section}: no quota can be negative; 0 is no limit.");
    }
}
