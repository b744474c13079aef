using Attribution.EventStore.Projections;
using Npgsql;

namespace Attribution.EventStore.Daemon;

/// <summary>What an error means for a projection.</summary>
internal static class ProjectionFaults
{
    /// <summary>Whether the database refuses what came of some event: that event is parked. Anything else that it
    /// refuses (a missing table, a missing right) would be refused of every event.</summary>
    internal static bool IsAboutContent(PostgresException refusal) =>
        // 22 data exception, 23 integrity constraint violation, 54 program limit exceeded.
        refusal.SqlState[..2] is "22" or "23" or "54";

    internal static string Explain(Projection projection, Exception error) => error switch
    {
        UnreadableEvent unreadable =>
            $"{projection.Name} stopped before an event that it cannot read. {unreadable.Message} "
            + "Then resume the projection.",
        PostgresException refusal =>
            $"{projection.Name} stopped: PostgreSQL says {refusal.MessageText} (code {refusal.SqlState}). "
            + "Mend the tables or the rights of the daemon's role, then resume the projection.",
        _ => $"{projection.Name} stopped on {error.GetType().FullName}: {error.Message} "
            + "This is a fault of the program: report it, and resume the projection once it is mended.",
    };
}
