using Attribution.Api.Messages;
using Attribution.App.LogExport;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Microsoft.AspNetCore.Http.Features;

namespace Attribution.Api.Auditing;

/// <summary>
/// <c>GET /log?after={place}&amp;limit={n}</c>: the log for auditors, a page of NDJSON. It goes on behind the
/// <c>place</c> of the last line that was taken; an empty page is the end for now.
/// </summary>
internal static class LogEndpoint
{
    private const string MediaType = "application/x-ndjson";

    internal static void MapLog(this IEndpointRouteBuilder routes, LogExporter log) =>
        routes.MapGet("/log", (HttpContext http, string? after, int? limit) => GetAsync(http, log, after, limit))
            .RequireAuthorization();

    private static async Task<IResult> GetAsync(HttpContext http, LogExporter log, string? after, int? limit)
    {
        var place = after is null ? null : LogPlace.Parse(after);
        var size = limit ?? LogExporter.PageMax;
        if ((place is null && after is not null) || size is < 1 or > LogExporter.PageMax)
        {
            return Refuse(
                StatusCodes.Status400BadRequest,
                "BAD_USER_INPUT",
                $"after is the place of a line; limit is 1 to {LogExporter.PageMax}.");
        }

        try
        {
            var auditor = http.Features.GetRequiredFeature<Principal>();
            return await log.ReadAsync(auditor, place, size, http.RequestAborted) is { } page
                ? Results.Bytes(page.Lines.SelectMany(line => line).ToArray(), MediaType)
                : Refuse(StatusCodes.Status404NotFound, "UNKNOWN_PLACE", "You see no event at this place today.");
        }
        catch (GraphQLException refusal)
        {
            return Refuse(
                refusal.Code == "FORBIDDEN"
                    ? StatusCodes.Status403Forbidden
                    : StatusCodes.Status503ServiceUnavailable,
                refusal.Code,
                refusal.Message);
        }
    }

    private static IResult Refuse(int status, string code, string message) =>
        Results.Json(new Refusal(new Problem(code, message)), MessageJson.Default.Refusal, statusCode: status);
}
