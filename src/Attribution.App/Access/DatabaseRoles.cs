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

    // Planned once, through the indexes: the plan must serve a million campaigns as well as the empty tables that the
    // statistics of a new database describe. By those, the first thousands of clusters were each matched in 150 ms.
    private const string LookupSettings =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_mergejoin=off -c enable_hashjoin=off"
        + " -c jit=off -c max_parallel_workers_per_gather=0";

    /// <summary>The connection string of the commit writer and the daemon.</summary>
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

    /// <summary>Connections for what commands look up by keys (<see cref="Lookups"/>).</summary>
    internal static NpgsqlDataSource OpenLookups(string connectionString)
    {
        var settings = InRole(connectionString, Writer);
        settings.Options = $"{settings.Options} {LookupSettings}";
        (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (PreparedStatementsMax, 2);
        // They leave nothing behind in the session.
        settings.NoResetOnClose = true;
        return NpgsqlDataSource.Create(settings.ConnectionString);
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
