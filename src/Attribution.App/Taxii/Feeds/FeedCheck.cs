using Attribution.App.Pipeline;
using Attribution.Domain.Access;

namespace Attribution.App.Taxii.Feeds;

/// <summary>Says what is wrong with a feed that somebody wants to set up, through whatever door.</summary>
internal static class FeedCheck
{
    private const int LengthMax = 500;
    private const int EveryMinutesMax = 7 * 24 * 60;

    /// <summary>Why it cannot be; null when it can.</summary>
    internal static CommandError? Problem(Principal caller, SaveTaxiiFeedInput wanted) =>
        !caller.May(Permission.Decide) ? CommandError.Forbidden(Permission.Decide)
        : TextProblem(wanted.Name, "name")
            ?? TextProblem(wanted.Collection, "collection")
            ?? TextProblem(wanted.ApiRoot, "apiRoot")
            ?? (wanted.Credentials is { } credentials ? TextProblem(credentials, "credentials") : null)
            ?? ListProblem(wanted.Ids, "ids")
            ?? ListProblem(wanted.Types, "types")
            ?? ListProblem(wanted.SpecVersions, "specVersions")
            ?? AddressProblem(wanted.ApiRoot)
            ?? (wanted.EveryMinutes is < 1 or > EveryMinutesMax
                ? new CommandError("OUT_OF_RANGE", $"Give 1 to {EveryMinutesMax} minutes.", "everyMinutes")
                : null)
            ?? CeilingProblem(caller, wanted.Ceiling);

    private static CommandError? CeilingProblem(Principal caller, Tlp ceiling) =>
        ceiling == Tlp.Red
            ? new CommandError("RED_COLLECTION", "TLP:RED is for named people, and no feed is.", "ceiling")
        : ceiling > caller.Clearance
            ? new CommandError(
                AccessRejection.AboveClearance.Code, "A feed has no more rights than you have.", "ceiling")
        : null;

    private static CommandError? TextProblem(string text, string path) =>
        string.IsNullOrWhiteSpace(text) ? new CommandError("EMPTY_TEXT", $"{path} must not be empty.", path)
        : text.Length > LengthMax
            ? new CommandError("TEXT_TOO_LONG", $"At most {LengthMax} characters are taken.", path)
        : text.Contains('\0') ? new CommandError("INVALID_TEXT", "A null character cannot be stored.", path)
        : null;

    /// <summary>A comma would be two values to the other server.</summary>
    private static CommandError? ListProblem(IReadOnlyList<string>? texts, string path) =>
        (texts ?? []).Any(text =>
            string.IsNullOrWhiteSpace(text) || text.Length > LengthMax || text.AsSpan().ContainsAny(",\0"))
            ? new CommandError("INVALID_TEXT", "Give values without commas, none of them empty.", path)
            : null;

    /// <summary>Plain http is for a server on the same machine, while somebody tries things out.</summary>
    private static CommandError? AddressProblem(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            && url.UserInfo.Length + url.Query.Length + url.Fragment.Length == 0
            ? null
            : new CommandError(
                "INVALID_URL", "Give an https address without user, password, query and fragment.", "apiRoot");
}

/// <summary>A feed as somebody wants it; the names and defaults are those of an operator's file too.</summary>
internal sealed record SaveTaxiiFeedInput(
    string Name,
    string ApiRoot,
    string Collection,
    Tlp Ceiling = Tlp.Amber,
    string? Credentials = null,
    int? EveryMinutes = null,
    IReadOnlyList<string>? Ids = null,
    IReadOnlyList<string>? Types = null,
    IReadOnlyList<string>? SpecVersions = null);
