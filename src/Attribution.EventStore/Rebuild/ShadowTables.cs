using Attribution.EventStore.Projections;
using Attribution.EventStore.Rows;
using Attribution.EventStore.Views;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Rebuild;

/// <summary>
/// The tables that a rebuild fills, in a schema of their own and under the names of the live ones. They get the live
/// ones' constraints, indexes, rights and policies, as the database itself describes them, and then take their place:
/// no name changes, so nobody can tell a rebuilt table from one that was never touched.
/// </summary>
internal sealed class ShadowTables(NpgsqlConnection connection, Projection projection)
{
    /// <summary>Drops what a rebuild left behind that died, unless one is running right now.</summary>
    internal static async Task DropLeftOversAsync(
        NpgsqlConnection connection, Projection projection, CancellationToken cancellation)
    {
        if (await TryLockAsync(connection, projection, cancellation))
        {
            await new ShadowTables(connection, projection).DropAsync(cancellation);
            await RunAsync(connection, SqlText.Get("unlock_rebuild"), projection.ProgressName, cancellation);
        }
    }

    /// <summary>One rebuild of a projection at a time, in whichever process, for as long as the session
    /// lives.</summary>
    internal static async Task<bool> TryLockAsync(
        NpgsqlConnection connection, Projection projection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlText.Get("try_rebuild"), connection);
        command.Parameters.Add(Parameters.Of(projection.ProgressName, NpgsqlDbType.Text));
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Makes them empty, with columns and checks alone: what is copied into them is indexed
    /// afterwards.</summary>
    internal async Task CreateAsync(CancellationToken cancellation)
    {
        await DropAsync(cancellation);
        foreach (var table in projection.Tables)
        {
            await RefuseTriggersAsync(table, cancellation);
            await RunAsync(Named("create_shadow", table), cancellation);
        }
    }

    /// <summary>Adds the keys, by which rows are upserted.</summary>
    internal Task AddKeysAsync(CancellationToken cancellation) => DefineAsync(keys: true, cancellation);

    /// <summary>Adds whatever else the live tables have, and lets the planner know what is in them.</summary>
    internal async Task FinishAsync(CancellationToken cancellation)
    {
        await DefineAsync(keys: false, cancellation);
        foreach (var table in projection.Tables)
        {
            await RunAsync(Named("analyze_shadow", table), cancellation);
        }
    }

    /// <summary>Puts them in the place of the live ones, inside the caller's transaction.</summary>
    internal async Task TakePlaceAsync(CancellationToken cancellation)
    {
        foreach (var table in projection.Tables)
        {
            await RunAsync(Named("take_place", table), cancellation);
        }
    }

    internal async Task DropAsync(CancellationToken cancellation)
    {
        foreach (var table in projection.Tables)
        {
            await RunAsync(Named("drop_shadow", table), cancellation);
        }
    }

    private static string Named(string statement, RowTable table) =>
        ViewStatements.Named(statement, table, ViewStatements.ShadowSchema);

    private static async Task RunAsync(
        NpgsqlConnection connection, string sql, string name, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(Parameters.Of(name, NpgsqlDbType.Text));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task DefineAsync(bool keys, CancellationToken cancellation)
    {
        foreach (var table in projection.Tables)
        {
            foreach (var definition in await ReadDefinitionsAsync(table, keys, cancellation))
            {
                await RunAsync(definition, cancellation);
            }
        }
    }

    private async Task<List<string>> ReadDefinitionsAsync(RowTable table, bool keys, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlText.Get("list_definitions"), connection);
        command.Parameters.Add(Parameters.Of(table.Name, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.Of(keys, NpgsqlDbType.Boolean));
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var definitions = new List<string>();
        while (await row.ReadAsync(cancellation))
        {
            definitions.Add(row.GetString(0));
        }

        return definitions;
    }

    private async Task RefuseTriggersAsync(RowTable table, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlText.Get("find_trigger"), connection);
        command.Parameters.Add(Parameters.Of(table.Name, NpgsqlDbType.Text));
        if (await command.ExecuteScalarAsync(cancellation) is string trigger)
        {
            throw new RebuildFailed(
                $"{projection.Name} cannot be rebuilt: {table.Name} has the trigger {trigger}, which the new table "
                + "would lack. Drop it, rebuild, and create it again.");
        }
    }

    private async Task RunAsync(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
