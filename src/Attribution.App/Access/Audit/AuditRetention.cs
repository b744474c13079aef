using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Access.Audit;

/// <summary>Forgets what was recorded of access long ago. Every process may do it at any time: each statement is short
/// and whole.</summary>
/// <param name="writer">Connections in the role of the writer.</param>
/// <param name="clock">Says how old an entry is.</param>
/// <param name="keep">For how long entries are kept.</param>
internal sealed class AuditRetention(NpgsqlDataSource writer, IClock clock, Duration keep)
{
    private const int BatchMax = 5_000;

    /// <summary>Forgets all that is old enough.</summary>
    /// <returns>How many entries.</returns>
    internal async Task<int> ForgetAsync(CancellationToken cancellation)
    {
        var forgotten = 0;
        for (var batch = BatchMax; batch == BatchMax; forgotten += batch)
        {
            await using var command = writer.CreateCommand(SqlText.Get("forget_access"));
            command.Parameters.AddTime(clock.GetCurrentInstant() - keep);
            command.Parameters.AddOptional(BatchMax, NpgsqlDbType.Integer);
            batch = (int)(await command.ExecuteScalarAsync(cancellation))!;
        }

        return forgotten;
    }
}
