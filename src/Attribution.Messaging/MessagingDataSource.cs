using Npgsql;

namespace Attribution.Messaging;

/// <summary>Connections as the queue needs them: its statements are few, run all the time, and planning one takes
/// longer than running it.</summary>
public static class MessagingDataSource
{
    // A plan is made once for arrays of any length and for any limit. It must fit a queue of a million messages as well
    // as the empty one that the statistics may still describe, so it goes through the indexes, row by row. Compiling a
    // statement and starting parallel workers cost more than any of them takes.
    private const string PlannerSettings =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_mergejoin=off -c enable_hashjoin=off"
        + " -c jit=off -c max_parallel_workers_per_gather=0";

    // A node that has vanished from the network must not hold the rows it was claiming until TCP gives up.
    private const string LostClientSettings =
        "-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private const int StatementsMax = 50;

    /// <summary>A pool of them.</summary>
    /// <param name="connectionString">An Npgsql connection string.</param>
    public static NpgsqlDataSource Create(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = StatementsMax,
            AutoPrepareMinUsages = 2,
            // No statement leaves anything behind in its session.
            NoResetOnClose = true,
        };
        settings.Options = string.Join(
            ' ', new[] { settings.Options, PlannerSettings, LostClientSettings }.Where(o => !string.IsNullOrEmpty(o)));
        settings.ApplicationName ??= "attribution";
        return NpgsqlDataSource.Create(settings.ConnectionString);
    }
}
