using Attribution.EventStore;
using Attribution.GraphQL.Execution;
using Npgsql;

namespace Attribution.App.Storage;

/// <summary>What a caller is told while the database is away.</summary>
internal static class DatabaseAway
{
    private static GraphQLException Told => new("The database is away; ask again later.", "UNAVAILABLE");

    /// <summary>Does what needs the database.</summary>
    /// <exception cref="GraphQLException"><c>UNAVAILABLE</c>: it is away.</exception>
    internal static async Task<T> OrToldAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (NpgsqlException away) when (away.IsTransient)
        {
            throw Told;
        }
        catch (StoreUnavailable)
        {
            throw Told;
        }
    }
}
