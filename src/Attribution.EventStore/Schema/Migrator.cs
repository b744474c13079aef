using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Schema;

/// <summary>
/// Brings a database up to date: each migration once, in order, in a transaction of its own, under a lock, so that
/// several processes may start at the same moment.
/// </summary>
public static class Migrator
{
    // Building an index takes as long as it takes, and so does waiting for the process that builds it.
    private const int Unlimited = 0;

    /// <summary>Applies what is missing and returns it.</summary>
    /// <param name="connectionString">A role that may create schemas and tables.</param>
    /// <param name="migrations">Every migration this program has, of all modules.</param>
    /// <param name="cancellation">Ends the waiting; a migration that runs is rolled back.</param>
    /// <exception cref="MigrationFailed">A step failed and was rolled back, or the database does not fit this
    /// program.</exception>
    public static async Task<IReadOnlyList<Migration>> MigrateAsync(
        string connectionString, IReadOnlyList<Migration> migrations, CancellationToken cancellation = default)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await RunAsync(connection, SqlText.Get("lock_migrations"), cancellation);
        await RunAsync(connection, SqlText.Get("create_migration_log"), cancellation);
        var applied = await ReadAppliedAsync(connection, cancellation);
        RefuseForeignHistory(migrations, applied);

        var missing = migrations
            .Where(migration => !applied.ContainsKey((migration.Module, migration.Number)))
            .ToArray();
        foreach (var migration in missing)
        {
            await ApplyAsync(connection, migration, cancellation);
        }

        return missing;
    }

    /// <summary>All migrations as one SQL script, for those who apply them by hand.</summary>
    public static string Script(IEnumerable<Migration> migrations)
    {
        var script = new StringBuilder(SqlText.Get("create_migration_log"));
        foreach (var migration in migrations)
        {
            script.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"-- {migration}").AppendLine("begin;")
                .AppendLine(migration.Sql.TrimEnd())
                .AppendLine("insert into attribution.schema_migrations (module, number, name, checksum)")
                .AppendLine(
                    CultureInfo.InvariantCulture,
                    $"values ('{migration.Module}', {migration.Number}, '{migration.Name}', '{migration.Checksum}');")
                .AppendLine("commit;");
        }

        return script.ToString();
    }

    private static async Task ApplyAsync(
        NpgsqlConnection connection, Migration migration, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await RunAsync(connection, migration.Sql, cancellation);
            await using var record = new NpgsqlCommand(SqlText.Get("record_migration"), connection);
            record.Parameters.Add(Parameters.Of(migration.Module, NpgsqlDbType.Text));
            record.Parameters.Add(Parameters.Of(migration.Number, NpgsqlDbType.Integer));
            record.Parameters.Add(Parameters.Of(migration.Name, NpgsqlDbType.Text));
            record.Parameters.Add(Parameters.Of(migration.Checksum, NpgsqlDbType.Text));
            await record.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (PostgresException error)
        {
            throw new MigrationFailed(
                $"Migration {migration} failed and was rolled back; those before it stay. PostgreSQL says: "
                + $"{error.MessageText} (code {error.SqlState}). "
                + "Mend the cause and start again.",
                error);
        }
    }

    private static void RefuseForeignHistory(
        IReadOnlyList<Migration> migrations, Dictionary<(string Module, int Number), string> applied)
    {
        var known = migrations.ToDictionary(migration => (migration.Module, migration.Number));
        var modules = migrations.Select(migration => migration.Module).ToHashSet(StringComparer.Ordinal);
        foreach (var ((module, number), checksum) in applied)
        {
            if (known.TryGetValue((module, number), out var migration))
            {
                if (migration.Checksum != checksum)
                {
                    throw new MigrationFailed(
                        $"Migration {migration} was applied to this database with another content than this program "
                        + "has. Run the program that applied it, or restore its text and put the change in a new one.");
                }
            }
            else if (modules.Contains(module))
            {
                throw new MigrationFailed(
                    $"The database is newer than this program: it has migration {module}/{number:0000}, the newest "
                    + $"known here is {Newest(migrations, module):0000}. Run a newer program.");
            }
        }
    }

    private static int Newest(IReadOnlyList<Migration> migrations, string module) =>
        migrations.Where(migration => migration.Module == module).Max(migration => migration.Number);

    private static async Task<Dictionary<(string Module, int Number), string>> ReadAppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlText.Get("read_migrations"), connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var applied = new Dictionary<(string, int), string>();
        while (await row.ReadAsync(cancellation))
        {
            applied.Add((row.GetString(0), row.GetInt32(1)), row.GetString(2));
        }

        return applied;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = Unlimited };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>The database could not be brought up to date; the message says which step, why, and what to do.</summary>
public sealed class MigrationFailed(string message, Exception? cause = null) : Exception(message, cause);
