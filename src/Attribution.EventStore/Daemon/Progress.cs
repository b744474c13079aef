using Attribution.EventStore.Projections;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Daemon;

/// <summary>How far projections have come.</summary>
internal static class Progress
{
    /// <summary>The positions by the projections' names; 0 for one that has never run.</summary>
    internal static async Task<IReadOnlyDictionary<string, long>> ReadAsync(
        NpgsqlConnection connection, IReadOnlyCollection<Projection> projections, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlText.Get("read_progress"), connection);
        command.Parameters.Add(Parameters.Array(NpgsqlDbType.Text, projections.Select(p => p.ProgressName).ToArray()));
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var positions = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellation))
        {
            positions[row.GetString(0)] = row.GetInt64(1);
        }

        return projections.ToDictionary(
            p => p.Name, p => positions.GetValueOrDefault(p.ProgressName), StringComparer.Ordinal);
    }
}
