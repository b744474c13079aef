using System.Text;
using Npgsql;

namespace Attribution.EventStore.Writing;

/// <summary>What the errors of the database mean for a commit.</summary>
internal static class WriterFaults
{
    /// <summary>Whether the same commit may well be stored later: the connection, the server or its disk is the
    /// trouble, not what the commit contains.</summary>
    internal static bool MeansDatabaseIsAway(Exception error) => error switch
    {
        // 08 connection, 53 resources (disk full, too many connections), 57 operator intervention (shutdown, crash),
        // 40 rollback by the server, 58 system error, 25006 a standby that cannot write.
        PostgresException { SqlState: var state } =>
            state[..2] is "08" or "53" or "57" or "40" or "58" || state == PostgresErrorCodes.ReadOnlySqlTransaction,
        NpgsqlException or IOException or TimeoutException or OperationCanceledException => true,
        System.Net.Sockets.SocketException => true,
        _ => false,
    };

    /// <summary>Whether the database said that it has rolled back. An error that ends the session as well (FATAL,
    /// PANIC) says nothing about what went before it.</summary>
    internal static bool IsAnAnswer(Exception error) => error is PostgresException { InvariantSeverity: "ERROR" };

    internal static string Explain(Exception error, bool inDoubt)
    {
        var cause = error is PostgresException { SqlState: PostgresErrorCodes.DiskFull }
            ? $"The database server's disk is full ({error.Message}). Free space there"
            : $"The database cannot be reached or cannot write ({error.Message}). Check the server";
        return inDoubt
            ? $"{cause}. The connection broke while the commit was being stored: ask for its outcome by its id."
            : $"{cause} and send the commit again: nothing of it was stored.";
    }

    /// <summary>What the only caller concerned is told.</summary>
    internal static Exception Describe(Exception error, Guid commitId) => error switch
    {
        PostgresException refusal => new CommitRefused(
            $"The database refuses the content of commit {commitId}: {refusal.MessageText}"
            + (refusal.ConstraintName is { } name ? $" (constraint {name})." : "."),
            commitId,
            refusal.SqlState,
            refusal),
        EncoderFallbackException unpaired => new CommitRefused(
            $"Commit {commitId} contains a text that is no Unicode: {unpaired.Message}",
            commitId,
            PostgresErrorCodes.CharacterNotInRepertoire,
            unpaired),
        _ => error,
    };

    /// <summary>Short at first, at most a second.</summary>
    internal static TimeSpan PauseBeforeAttempt(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Min(1000, 25 * Math.Pow(2, Math.Min(attempt, 8))));
}
