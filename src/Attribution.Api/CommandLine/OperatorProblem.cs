using Attribution.EmbeddedPostgres;
using Attribution.EventStore;
using Attribution.EventStore.Schema;
using Attribution.GraphQL.Execution;
using Npgsql;

namespace Attribution.Api.CommandLine;

/// <summary>What an operator can mend, in one line.</summary>
internal static class OperatorProblem
{
    /// <summary>What to say about a failure of a command; null when it is a bug, which shows its stack trace.</summary>
    internal static string? Of(Exception failure) => failure switch
    {
        PostgresUnavailableException or DatabaseUnusable or MigrationFailed or InvalidOperationException or IOException
            or UnauthorizedAccessException => failure.Message,
        StoreUnavailable { MayBeStored: true } => Lost(failure, "The last of it may or may not be stored"),
        StoreUnavailable or NpgsqlException { IsTransient: true } => Lost(failure, "What was stored before stays"),
        GraphQLException refusal => $"{refusal.Code}: {refusal.Message}",
        _ => null,
    };

    private static string Lost(Exception failure, string rest) =>
        $"The database was lost: {failure.Message.TrimEnd('.')}. {rest}; start the command again when it is back."
            .ReplaceLineEndings(" ");
}
