using Npgsql;

namespace Attribution.EventStore;

/// <summary>Connections as the store needs them.</summary>
internal static class EventLogDataSource
{
    // Plans are made once for arrays of any length. Sequential scans are left out because a plan that was made while a
    // table was small would otherwise go on scanning it until statistics are next gathered.
    private const string PlannerSettings =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_mergejoin=off";

    // A client that has vanished from the network must not hold the writer's turn until TCP gives up, hours later.
    private const string LostClientSettings =
        "-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private const string ServerSettings = $"{PlannerSettings} {LostClientSettings}";

    /// <summary>Connections for everybody, kept in a pool.</summary>
    internal static NpgsqlDataSource Create(string connectionString) => Create(connectionString, pooling: true);

    /// <summary>Connections for the writer, which keeps its own: after a fault it must get a really new one. What a pool
    /// would hand out again may have half a request in its buffer and remember statements that never were prepared.
    /// Nor may readers who use up the pool keep the writer waiting.</summary>
    internal static NpgsqlDataSource CreateForWriter(string connectionString) => Create(connectionString, pooling: false);

    private static NpgsqlDataSource Create(string connectionString, bool pooling)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = pooling,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
        };
        settings.Options = string.IsNullOrEmpty(settings.Options)
            ? ServerSettings
            : $"{settings.Options} {ServerSettings}";
        settings.ApplicationName ??= "attribution";
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
