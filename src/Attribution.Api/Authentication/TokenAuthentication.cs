using Attribution.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Attribution.Api.Authentication;

/// <summary>
/// Bearer tokens: RS256 and nothing else, from one issuer, for this audience, with an end (DESIGN section 7). A
/// caller who is refused learns nothing; the log says why.
/// </summary>
internal static partial class TokenAuthentication
{
    // Nobody has a longer one; a checked one of this length would fit the headers of a request.
    private const int TokenCharactersMax = 16 * 1024;

    private static readonly TimeSpan ClockSkewMax = TimeSpan.FromSeconds(30);

    /// <param name="services">The host's services.</param>
    /// <param name="issuer">Whose tokens are accepted.</param>
    /// <param name="developmentKey">The development issuer's key in place of discovery; null elsewhere.</param>
    /// <returns>The keys of the issuer; null with the development issuer's.</returns>
    internal static IssuerKeys? AddTokenAuthentication(
        this IServiceCollection services, IssuerOptions issuer, SecurityKey? developmentKey)
    {
        var keys = developmentKey is null ? new IssuerKeys(issuer) : null;
        if (keys is not null)
        {
            services.AddSingleton<IHostedService>(keys);
        }

        var bearer = new BearerCheck(
            issuer.Claims, keys, new CheckedTokens(issuer.RememberedTokensMax, TimeProvider.System));
        services.AddSingleton(bearer);
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.IncludeErrorDetails = false;
            options.TokenValidationParameters = Parameters(issuer, developmentKey);
            options.ConfigurationManager = keys?.Manager;
            options.Events = new JwtBearerEvents
            {
                OnMessageReceived = bearer.RecogniseAsync,
                OnTokenValidated = bearer.AcceptAsync,
                OnAuthenticationFailed = context =>
                {
                    TokenRefused(Log(context.HttpContext), context.Exception.GetType().Name);
                    return Task.CompletedTask;
                },
            };
        });
        services.AddAuthorization();
        LeaveCookieKeysAlone(services);
        return keys;
    }

    /// <summary>Recognises callers. A token that is remembered does not go through the handler of the scheme, which
    /// costs more than the smallest request.</summary>
    internal static void UseTokens(this WebApplication app)
    {
        // Or the host would put the middleware of the library in front of everything by itself.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        var bearer = app.Services.GetRequiredService<BearerCheck>();
        app.Use(async (context, next) =>
        {
            if (await bearer.FindAsync(context) is { } known)
            {
                context.User = known.Token;
            }
            else if (await context.AuthenticateAsync() is { Principal: { } checkedNow })
            {
                context.User = checkedNow;
            }

            await next(context);
        });
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
        IgnoreTrailingSlashWhenValidatingAudience = false,
        ValidateLifetime = true,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        ValidateIssuerSigningKey = true,
        ClockSkew = ClockSkewMax,
        IssuerSigningKey = developmentKey,
        NameClaimType = issuer.Claims.Subject,
    };

    private static ILogger Log(HttpContext request) => request.RequestServices
        .GetRequiredService<ILoggerFactory>().CreateLogger("Attribution.Authentication");

    [LoggerMessage(Level = LogLevel.Information, Message = "A token was refused: {Reason}.")]
    private static partial void TokenRefused(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A validly signed token was refused: {Reason}.")]
    private static partial void ClaimsRefused(ILogger log, string reason);

    /// <summary>What is done beside the library's checks: tokens are remembered, principals made.</summary>
    private sealed class BearerCheck(PrincipalClaims claims, IssuerKeys? keys, CheckedTokens known)
    {
        private const string Scheme = "Bearer ";

        internal async Task RecogniseAsync(MessageReceivedContext context)
        {
            if (TokenOf(context.Request).Length > TokenCharactersMax)
            {
                TokenRefused(Log(context.HttpContext), "it is longer than any token");
                context.Fail("The token is too long.");
            }
            else if (await FindAsync(context.HttpContext) is { } found)
            {
                context.Principal = found.Token;
                context.Success();
            }
        }

        /// <summary>What is remembered of the token of a request, which is its caller's from then on; null when nothing
        /// is.</summary>
        internal async ValueTask<CheckedToken?> FindAsync(HttpContext context)
        {
            var token = TokenOf(context.Request);
            if (token.Length is 0 or > TokenCharactersMax)
            {
                return null;
            }

            var now = await KeysAsync(context);
            if (!known.TryFind(token.Span, now, out var found))
            {
                return null;
            }

            context.Features.Set(found.Principal);
            context.Features.Set(found);
            return found;
        }

        internal async Task AcceptAsync(TokenValidatedContext context)
        {
            var (principal, problem) = Read(context);
            if (principal is null)
            {
                ClaimsRefused(Log(context.HttpContext), problem!);
                context.Fail("The token does not describe a principal of this system.");
                return;
            }

            var found = new CheckedToken(
                context.Principal!,
                principal,
                new DateTimeOffset(context.SecurityToken.ValidTo, TimeSpan.Zero),
                await KeysAsync(context.HttpContext));
            context.HttpContext.Features.Set(principal);
            context.HttpContext.Features.Set(found);
            if (TokenOf(context.Request) is { Length: > 0 } token)
            {
                known.Remember(token.Span, found);
            }
        }

        private (Principal? Principal, string? Problem) Read(TokenValidatedContext context) =>
            context.SecurityToken is JsonWebToken token && Problem(token) is { } odd
                ? (null, odd)
                : claims.Read(context.Principal!);

        /// <summary>What <c>crit</c> names has to be understood (RFC 7515, 4.1.11), and none of it is here.</summary>
        private static string? Problem(JsonWebToken token) => token.TryGetHeaderValue<object>("crit", out _)
            ? "its header asks for an extension"
            : TokenPayload.Problem(token.EncodedPayload);

        /// <summary>The token; empty when there is none.</summary>
        private static ReadOnlyMemory<char> TokenOf(HttpRequest request)
        {
            var header = request.Headers.Authorization.ToString();
            return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                ? header.AsMemory(Scheme.Length).Trim()
                : default;
        }

        /// <summary>Asking is what makes the keys be read again in time, so it is done for remembered tokens
        /// too.</summary>
        private async ValueTask<object?> KeysAsync(HttpContext request)
        {
            try
            {
                return keys is null ? null : await keys.Manager.GetConfigurationAsync(request.RequestAborted);
            }
            catch (InvalidOperationException)
            {
                // There never were any: the library will say so of this token.
                return null;
            }
        }
    }
}
