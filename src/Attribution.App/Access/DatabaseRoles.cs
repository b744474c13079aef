using Npgsql;

namespace Attribution.App.Access;

/// <summary>
/// Who the system is in the database (docs/decisions/0004). Migrations run as the login itself; commands and
/// projections are stored as the writer; what somebody reads is read as the reader, whom row-level security holds. A
/// session begins in its role and comes back to it whenever it is reset.
/// </summary>
internal static class DatabaseRoles
{
    internal const string Reader = "attribution_reader";
    internal const string Crossing = "attribution_crossing";
    internal const string Writer = "attribution_writer";

    // Some forty statements serve all pages; each is parsed and planned once a connection.
    private const int PreparedStatementsMax = 200;

    /// <summary>The connection string of the commit writer, the daemon and the look-ups of commands.</summary>
    internal static string AsWriter(string connectionString) => InRole(connectionString, Writer).ConnectionString;

    /// <summary>Connections for what callers read. One that is not held by row-level security is refused when it is
    /// opened.</summary>
    /// <param name="connectionString">A login that may become the role.</param>
    /// <param name="role">That of everyday, or of callers that have stepped out of their tenant.</param>
    internal static NpgsqlDataSource OpenReader(string connectionString, string role = Reader)
    {
        var settings = InRole(connectionString, role);
        // Short statements with long predicates: compiling one takes longer than running it.
        settings.Options = $"{settings.Options} -c jit=off";
        (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (PreparedStatementsMax, 2);
        var source = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        source.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = RightsOf(role, connection);
                Demand(command.ExecuteScalar() as string);
            },
            async connection =>
            {
                await using var command = RightsOf(role, connection);
                Demand(await command.ExecuteScalarAsync() as string);
            });
        return source.Build();
    }

    private static NpgsqlCommand RightsOf(string role, NpgsqlConnection connection) =>
        new(SqlText.Get("find_reader_rights"), connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = role } },
        };

    private static NpgsqlConnectionStringBuilder InRole(string connectionString, string role)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.Options = $"{settings.Options} -c role={role}".TrimStart();
        return settings;
    }

    private static void Demand(string? problem)
    {
        if (problem is not null)
        {
            throw new InvalidOperationException(
                $"The connection for readers {problem}; nothing is read through it. Connect without a pooler that "
                + "drops the start-up option role, and leave the rights of its role as the migrations made them.");
        }
    }
}
