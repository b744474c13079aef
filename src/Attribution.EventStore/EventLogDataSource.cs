using Npgsql;

namespace Attribution.EventStore;

/// <summary>Connections as the store needs them.</summary>
internal static class EventLogDataSource
{
    // Plans are made once for arrays of any length. Sequential scans are left out because a plan that was made while a
    // table was small would otherwise go on scanning it until statistics are next gathered. Compiling a statement
    // and starting parallel workers cost more than any statement of the store takes.
    private const string PlannerSettings =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_mergejoin=off"
        + " -c jit=off -c max_parallel_workers_per_gather=0";

    // A client that has vanished from the network must not hold the writer's turn, or a lease, until TCP gives up,
    // hours later.
    private const string LostClientSettings =
        "-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    // What a projection commits is progress and rows at once: after a crash of the server it goes on from whatever is
    // there, so it need not wait for the disk. What is read is long and in the order of an index, while a generic plan
    // would collect and sort a third of the table.
    private const string ProjectionSettings =
        "-c synchronous_commit=off -c enable_bitmapscan=off -c enable_sort=off";

    /// <summary>Connections for everybody, kept in a pool.</summary>
    internal static NpgsqlDataSource Create(string connectionString)
    {
        var settings = Prepared(connectionString);
        // They leave nothing behind in the session.
        settings.NoResetOnClose = true;
        return Build(settings, $"{PlannerSettings} {LostClientSettings}");
    }

    /// <summary>Connections for the writer, which keeps its own: after a fault it must get a really new one. What a
    /// pool would hand out again may have half a request in its buffer and remember statements that never were
    /// prepared. Nor may readers who use up the pool keep the writer waiting.</summary>
    internal static NpgsqlDataSource CreateForWriter(string connectionString)
    {
        var settings = Prepared(connectionString);
        settings.Pooling = false;
        return Build(settings, $"{PlannerSettings} {LostClientSettings}");
    }

    /// <summary>Connections of their own, for what a session holds (leases, LISTEN): closing one ends the
    /// session.</summary>
    /// <param name="connectionString">The log's.</param>
    /// <param name="unhurried">Whether statements may take as long as they need: a rebuild's do.</param>
    internal static NpgsqlDataSource CreateSessions(string connectionString, bool unhurried = false)
    {
        var settings = Prepared(connectionString);
        (settings.Pooling, settings.KeepAlive) = (false, 10);
        settings.CommandTimeout = unhurried ? 0 : settings.CommandTimeout;
        return Build(settings, $"{PlannerSettings} {LostClientSettings} {ProjectionSettings}");
    }

    private static NpgsqlConnectionStringBuilder Prepared(string connectionString) =>
        new(connectionString) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 };

    private static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings, string serverSettings)
    {
        settings.Options = string.IsNullOrEmpty(settings.Options)
            ? serverSettings
            : $"{settings.Options} {serverSettings}";
        settings.ApplicationName ??= "attribution";
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
