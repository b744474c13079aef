using NodaTime;
using Npgsql;

namespace Attribution.Messaging;

/// <summary>
/// Creates and upgrades the tables (all named <c>msg_...</c>) in the schema <c>attribution</c>. Safe to call on every
/// start and from several processes at once.
/// </summary>
public static class Migrator
{
    /// <summary>Any constant will do, as long as nothing else in the database locks the same one.</summary>
    private const long LockKey = 0x6D73675F6D696772;

    /// <summary>The migrations in order. One that was published is never changed; a change is a new one.</summary>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        "0001_msg_messages",
        "0002_msg_failures",
        "0003_msg_handled",
        "0004_msg_conflicts",
        "0005_msg_interventions",
        "0006_msg_queues_and_nodes",
    ];

    /// <summary>Applies what is missing, all of it or nothing.</summary>
    /// <exception cref="NpgsqlException">The database refused.</exception>
    public static async Task ApplyAsync(
        NpgsqlDataSource database, IClock clock, CancellationToken cancellation = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.Statement(transaction, "lock_migrations").With("bigint", LockKey).RunAsync(cancellation);
        await connection.Statement(transaction, "0000_msg_migrations").RunAsync(cancellation);
        var applied = await connection.Statement(transaction, "list_migrations")
            .ListAsync(row => row.GetString(0), cancellation);
        foreach (var name in Migrations.Except(applied, StringComparer.Ordinal))
        {
            await connection.Statement(transaction, name).RunAsync(cancellation);
            await connection.Statement(transaction, "record_migration")
                .With("text", name).With("timestamptz", clock.GetCurrentInstant()).RunAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}
