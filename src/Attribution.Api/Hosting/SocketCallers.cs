using System.Text.Json;
using Attribution.Api.Authentication;
using Attribution.Domain.Access;
using Attribution.GraphQL.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Attribution.Api.Hosting;

/// <summary>
/// Who is behind a WebSocket: the token comes in the header of the handshake or, because browsers cannot send one, as
/// <c>authorization</c> in the payload of <c>connection_init</c>. A connection without a valid one gets 4403.
/// </summary>
internal static class SocketCallers
{
    private const string PayloadKey = "authorization";

    private const string Scheme = "Bearer ";

    /// <summary>Decides who may stay: answers where the connection's resolvers find their services, the caller among
    /// them, or null.</summary>
    /// <param name="context">The handshake. It lives as long as the connection.</param>
    /// <param name="payload">What <c>connection_init</c> carried.</param>
    internal static async ValueTask<IServiceProvider?> AcceptAsync(HttpContext context, JsonElement payload)
    {
        if (TokenIn(payload) is { } token && !await AuthenticateAsync(context, token))
        {
            return null;
        }

        return context.Features.Get<Principal>() is null
            ? null
            : GraphQLHttpOptions.ServicesOf(context);
    }

    /// <summary>When the token of the connection expires.</summary>
    internal static DateTimeOffset? EndsAt(HttpContext context) => context.Features.Get<CheckedToken>()?.EndsAt;

    // A caller of the handshake's header gives way to the payload's: the later word counts.
    private static async Task<bool> AuthenticateAsync(HttpContext context, string token)
    {
        context.Features.Set<Principal>(null);
        context.Features.Set<CheckedToken>(null);
        context.Request.Headers.Authorization = $"{Scheme}{token}";

        // Handlers remember what they found in the handshake, so the token gets one of its own.
        await using var scope = context.RequestServices.CreateAsyncScope();
        var handlers = scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>();
        var handler = await handlers.GetHandlerAsync(context, JwtBearerDefaults.AuthenticationScheme);
        var result = await handler!.AuthenticateAsync();
        if (result.Succeeded)
        {
            context.User = result.Principal;
        }

        return result.Succeeded;
    }

    private static string? TokenIn(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var member in payload.EnumerateObject())
        {
            if (member.Name.Equals(PayloadKey, StringComparison.OrdinalIgnoreCase)
                && member.Value.ValueKind == JsonValueKind.String)
            {
                var text = member.Value.GetString()!;
                return text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..] : text;
            }
        }

        return null;
    }
}
