using System.Collections.Immutable;
using System.Security.Claims;
using Attribution.Domain.Access;

namespace Attribution.Api.Authentication;

/// <summary>
/// Which claims of a token say what. The defaults fit the development issuer and a Keycloak client with mappers of
/// these names; every name can be configured (<c>Attribution:Issuer:Claims:...</c>).
/// </summary>
public sealed record PrincipalClaims
{
    /// <summary>Who the principal is; recorded as the author of what it does.</summary>
    public string Subject { get; init; } = "sub";

    /// <summary>The tenant; a token without it is refused.</summary>
    public string Tenant { get; init; } = "tenant";

    /// <summary>The organisation within the tenant; a token without it is refused.</summary>
    public string Organisation { get; init; } = "organisation";

    /// <summary>The highest TLP label it may read; a token without a known one is refused.</summary>
    public string Clearance { get; init; } = "clearance";

    /// <summary>ISO 3166 alpha-2 codes, as a list or repeated.</summary>
    public string Countries { get; init; } = "countries";

    /// <summary>Roles; a token with an unknown one is refused.</summary>
    public string Roles { get; init; } = "roles";

    /// <summary>The organisations that count the principal's own among their clients (TLP:AMBER).</summary>
    public string ClientOf { get; init; } = "client_of";

    /// <summary>The principal that the claims describe, or what is wrong with them: for the log, never for the
    /// caller.</summary>
    internal (Principal? Principal, string? Problem) Read(ClaimsPrincipal token)
    {
        // What is no text in the token would still be found as its JSON.
        string[] ours = [Subject, Tenant, Organisation, Clearance, Countries, Roles, ClientOf];
        if (token.Claims.FirstOrDefault(claim => ours.Contains(claim.Type, StringComparer.Ordinal)
            && claim.ValueType != ClaimValueTypes.String) is { Type: var other })
        {
            return (null, $"the claim {other} is no text");
        }

        var roles = ImmutableArray.CreateBuilder<Role>();
        foreach (var text in All(token, Roles))
        {
            if (ReadRole(text) is not { } role)
            {
                return (null, $"the role '{text}' is unknown");
            }

            roles.Add(role);
        }

        if (One(token, Subject) is not { } subject || One(token, Tenant) is not { } tenant
            || One(token, Organisation) is not { } organisation)
        {
            return (null, $"{Subject}, {Tenant} and {Organisation} must each be there once and not be empty");
        }

        if (TlpLabel.Parse(One(token, Clearance)) is not { } clearance)
        {
            return (null, $"the claim {Clearance} names no TLP label");
        }

        var principal = new Principal(
            subject,
            new TenantId(tenant),
            new OrganisationId(organisation),
            clearance,
            [.. All(token, Countries).Select(country => country.ToUpperInvariant())],
            roles.ToImmutable(),
            [.. All(token, ClientOf).Select(owner => new OrganisationId(owner))]);
        return (principal, null);
    }

    /// <summary>A role by the exact name it has in tokens: a look-alike is unknown.</summary>
    internal static Role? ReadRole(string text) => text switch
    {
        "analyst" => Role.Analyst,
        "senior_analyst" => Role.SeniorAnalyst,
        "auditor" => Role.Auditor,
        "pipeline" => Role.Pipeline,
        "machine" => Role.Machine,
        "superuser" => Role.Superuser,
        _ => null,
    };

    private static string? One(ClaimsPrincipal token, string claim)
    {
        var values = All(token, claim).ToArray();
        return values.Length == 1 && !string.IsNullOrWhiteSpace(values[0]) ? values[0] : null;
    }

    private static IEnumerable<string> All(ClaimsPrincipal token, string claim) =>
        token.FindAll(claim).Select(found => found.Value);
}
