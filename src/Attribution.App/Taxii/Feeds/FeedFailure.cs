using Attribution.App.StixImport;
using Attribution.GraphQL.Execution;
using Attribution.Stix.Taxii;
using NodaTime;
using Npgsql;

namespace Attribution.App.Taxii.Feeds;

/// <summary>Why a feed could not be read or written.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Message">For a person.</param>
/// <param name="RetryAfter">How long the server wants to be left alone.</param>
internal sealed record FeedFailure(string Code, string Message, Duration? RetryAfter = null)
{
    private const int MessageLengthMax = 1_000;
    private static readonly Duration FirstRest = Duration.FromMinutes(1);
    private static readonly Duration LongestRest = Duration.FromHours(1);

    /// <summary>What to tell of an exception; null for one that is our own mistake.</summary>
    internal static FeedFailure? Of(Exception thrown) => thrown switch
    {
        TaxiiException refused => Of(refused.Code, refused.Message) with { RetryAfter = refused.RetryAfter },
        FeedProblem problem => Of(problem.Code, problem.Message),
        StixImportStopped stopped => Of(stopped.Code, stopped.Message),
        GraphQLException { Code: "UNAVAILABLE" } or EventStore.StoreUnavailable or NpgsqlException { IsTransient: true }
            => Of("UNAVAILABLE", "Our database went away."),
        _ => null,
    };

    /// <summary>How long to leave the server alone after so many failures in a row: longer each time, and never
    /// shorter than it asks for, up to a day.</summary>
    internal Duration Rest(int failures)
    {
        var doubled = FirstRest * Math.Pow(2, Math.Min(failures - 1, 10));
        var rest = Duration.Min(doubled, LongestRest);
        return Duration.Max(rest, Duration.Min(RetryAfter ?? Duration.Zero, Duration.FromDays(1)));
    }

    /// <summary>What a server says may be long, and have what PostgreSQL cannot hold.</summary>
    private static FeedFailure Of(string code, string message) =>
        new(code, Storable.Text(message.Length > MessageLengthMax ? message[..MessageLengthMax] : message)!);
}
