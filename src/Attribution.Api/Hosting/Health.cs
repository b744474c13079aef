using Attribution.Api.Authentication;
using Attribution.App;

namespace Attribution.Api.Hosting;

/// <summary>What operators are told without a token. The last good keys of the issuer are good enough to serve with, so
/// an issuer that is away makes the host unready only when there never were any.</summary>
internal static class Health
{
    internal static void MapHealth(this WebApplication app, AttributionSystem system, IssuerKeys? keys)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", async (CancellationToken cancellation) =>
            !await system.IsReadyAsync(cancellation) ? Unready("the database does not answer")
            : keys is { HasKeys: false, Problem: var missing } ? Unready(missing ?? "the token issuer has no keys")
            : keys is { Problem: { } problem } ? Results.Text($"ready; {problem}, and its last good keys are in use")
            : Results.Text("ready"));
    }

    private static IResult Unready(string reason) =>
        Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable);
}
