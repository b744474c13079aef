using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Attribution.Api.Authentication;

/// <summary>
/// Bearer tokens: RS256 and nothing else, from one issuer, for this audience, with an end (DESIGN section 7). A
/// caller who is refused learns nothing; the log says why.
/// </summary>
internal static partial class TokenAuthentication
{
    private static readonly TimeSpan ClockSkewMax = TimeSpan.FromSeconds(30);

    /// <param name="services">The host's services.</param>
    /// <param name="issuer">Whose tokens are accepted.</param>
    /// <param name="developmentKey">The development issuer's key in place of discovery; null elsewhere.</param>
    internal static void AddTokenAuthentication(
        this IServiceCollection services, IssuerOptions issuer, SecurityKey? developmentKey)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.IncludeErrorDetails = false;
            options.TokenValidationParameters = Parameters(issuer, developmentKey);
            if (developmentKey is null)
            {
                options.MetadataAddress = issuer.MetadataAddress.Length > 0
                    ? issuer.MetadataAddress
                    : $"{issuer.Issuer.TrimEnd('/')}/.well-known/openid-configuration";
            }

            options.Events = new JwtBearerEvents
            {
                OnTokenValidated = context => AcceptPrincipal(context, issuer.Claims),
                OnAuthenticationFailed = context =>
                {
                    TokenRefused(Log(context.HttpContext), context.Exception.GetType().Name);
                    return Task.CompletedTask;
                },
            };
        });
        services.AddAuthorization();
        LeaveCookieKeysAlone(services);
    }

    /// <summary>Authentication brings a start-up task that makes keys for cookies in the home folder; here are no
    /// cookies.</summary>
    private static void LeaveCookieKeysAlone(IServiceCollection services)
    {
        var task = services.FirstOrDefault(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Name == "DataProtectionHostedService");
        if (task is not null)
        {
            services.Remove(task);
        }
    }

    private static TokenValidationParameters Parameters(IssuerOptions issuer, SecurityKey? developmentKey) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        ValidTypes = null,
        ValidIssuer = issuer.Issuer,
        ValidAudience = issuer.Audience,
        ValidateIssuer = true,
        ValidateAudience = true,
        ValidateLifetime = true,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        ValidateIssuerSigningKey = true,
        ClockSkew = ClockSkewMax,
        IssuerSigningKey = developmentKey,
        NameClaimType = issuer.Claims.Subject,
    };

    private static Task AcceptPrincipal(TokenValidatedContext context, PrincipalClaims claims)
    {
        var (principal, problem) = claims.Read(context.Principal!);
        if (principal is null)
        {
            ClaimsRefused(Log(context.HttpContext), problem!);
            context.Fail("The token does not describe a principal of this system.");
        }
        else
        {
            context.HttpContext.Features.Set(principal);
        }

        return Task.CompletedTask;
    }

    private static ILogger Log(HttpContext request) => request.RequestServices
        .GetRequiredService<ILoggerFactory>().CreateLogger("Attribution.Authentication");

    [LoggerMessage(Level = LogLevel.Information, Message = "A token was refused: {Reason}.")]
    private static partial void TokenRefused(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A validly signed token was refused: {Reason}.")]
    private static partial void ClaimsRefused(ILogger log, string reason);
}
