using System.Diagnostics;
using System.Text;
using Attribution.App.StixImport;
using Attribution.GraphQL.Execution;
using Npgsql;

namespace Attribution.Api.Taxii;

/// <summary>
/// What holds for everything under <c>/taxii2/</c>: errors have TAXII's shape, also those that the framework answers,
/// and whoever speaks HTTP Basic only may give the token as password.
/// </summary>
internal static partial class TaxiiBorder
{
    internal const string Path = "/taxii2";

    private const string Basic = "Basic ";
    private const int RetryAfterSeconds = 5;

    /// <summary>Whether a request is for TAXII.</summary>
    internal static bool Owns(HttpContext http) =>
        http.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase);

    /// <summary>Comes before all that may refuse a request.</summary>
    internal static void UseTaxiiBorder(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Attribution.Taxii");
        app.UseWhen(Owns, border => border.Use(async (http, next) =>
        {
            TakeTokenFromPassword(http.Request);
            var failure = await FailureOfAsync(http, next, log);
            if (http.Response.HasStarted || (failure is null && http.Response.StatusCode < 400))
            {
                return;
            }

            if (http.Response.StatusCode == StatusCodes.Status401Unauthorized)
            {
                http.Response.Headers.Append("WWW-Authenticate", "Basic realm=\"taxii2\"");
            }

            await (failure ?? TaxiiReply.Error(http.Response.StatusCode)).WriteAsync(http.Response);
        }));
    }

    private static async Task<TaxiiReply?> FailureOfAsync(HttpContext http, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(http);
            return null;
        }
        catch (BadHttpRequestException broken)
        {
            return TaxiiReply.Error(broken.StatusCode, broken.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? $"The root's max_content_length is {TaxiiEndpoints.BodyBytesMax}."
                : null);
        }
        catch (GraphQLException refused) when (refused.Code == "FORBIDDEN")
        {
            return TaxiiReply.Error(StatusCodes.Status403Forbidden, refused.Message);
        }
        catch (Exception away) when (away is StixImportStopped or GraphQLException { Code: "UNAVAILABLE" }
            or NpgsqlException { IsTransient: true })
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(
                System.Globalization.CultureInfo.InvariantCulture);
            return TaxiiReply.Error(
                StatusCodes.Status503ServiceUnavailable, "The database is away; ask again later.");
        }
        catch (Exception unforeseen) when (!http.RequestAborted.IsCancellationRequested)
        {
            var id = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
            Failed(log, http.Request.Method, http.Request.Path, id, unforeseen);
            return TaxiiReply.Error(StatusCodes.Status500InternalServerError, errorId: id);
        }
    }

    private static void TakeTokenFromPassword(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var encoded = header[Basic.Length..].Trim();
        var decoded = new byte[encoded.Length];
        var password = Convert.TryFromBase64String(encoded, decoded, out var length)
            ? Encoding.UTF8.GetString(decoded, 0, length).Split(':', 2)
            : [];
        request.Headers.Authorization = password is [_, var token] ? $"Bearer {token}" : default;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed ({Id}).")]
    private static partial void Failed(ILogger log, string method, string path, string id, Exception failure);
}
