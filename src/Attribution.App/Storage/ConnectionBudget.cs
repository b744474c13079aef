using Npgsql;

namespace Attribution.App.Storage;

/// <summary>
/// How many connections one process opens, and who may use them. PostgreSQL serves a hundred by default; two processes
/// must fit in, together with the sessions that a killed one leaves until the server has noticed. A few more busy
/// sessions than the server has cores gain nothing: whoever waits for one waits here, at most as long as the connection
/// string's <c>Timeout</c> says.
/// </summary>
/// <param name="Reads">What callers read.</param>
/// <param name="Crossing">What superusers read across tenants.</param>
/// <param name="Lookups">What commands must know beyond it.</param>
/// <param name="Messages">Queues.</param>
/// <param name="Log">Reading of streams. The commit writer's connection is its own.</param>
internal sealed record ConnectionBudget(int Reads, int Crossing, int Lookups, int Messages, int Log)
{
    private const int ByDefault = 40;
    private const int Least = 8;

    /// <summary>The budget that the connection string's <c>Maximum Pool Size</c> names, if it does.</summary>
    internal static ConnectionBudget Of(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var all = settings.ShouldSerialize("Maximum Pool Size") ? Math.Max(settings.MaxPoolSize, Least) : ByDefault;
        var fifth = all / 5;
        return new ConnectionBudget(all - (3 * fifth) - 1, 1, fifth, fifth, fifth);
    }

    /// <summary>The same connection string for a pool of this size.</summary>
    internal static string Limit(string connectionString, int connections)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = connections };
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, connections);
        return settings.ConnectionString;
    }
}
