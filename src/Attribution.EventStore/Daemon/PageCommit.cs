using Attribution.EventStore.Projections;
using Attribution.EventStore.Rows;
using Npgsql;

namespace Attribution.EventStore.Daemon;

/// <summary>Applies a page inside a transaction that its caller has begun: loads, folds, stores the rows.</summary>
internal static class PageCommit
{
    /// <param name="connection">The connection of the transaction.</param>
    /// <param name="schema">Where the projection's tables are.</param>
    /// <param name="page">The events.</param>
    /// <param name="late">Whether they come out of their order.</param>
    /// <param name="others">Rows of other tables that belong to the failures, which are complete by then.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    internal static async Task ApplyAsync(
        NpgsqlConnection connection, string schema, ProjectionPage page, bool late,
        Func<IReadOnlyList<FailedEvent>, IEnumerable<RowSet>> others, CancellationToken cancellation)
    {
        await page.LoadAsync(connection, schema, cancellation);
        var changes = new RowChanges(schema);
        foreach (var set in page.Fold(late))
        {
            changes.Add(set);
        }

        await StoreAsync(connection, changes, cancellation);
        var rest = new RowChanges(Views.ViewStatements.LiveSchema);
        foreach (var set in others(page.Failures.All))
        {
            rest.Add(set);
        }

        await StoreAsync(connection, rest, cancellation);
    }

    private static async Task StoreAsync(
        NpgsqlConnection connection, RowChanges changes, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in changes.Commands())
        {
            batch.BatchCommands.Add(command);
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }
}
