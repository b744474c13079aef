using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Npgsql;

namespace Attribution.App.Access;

/// <summary>
/// The one way to read for somebody: a statement with the access predicate in it, and the caller as its first
/// <see cref="VisiblePredicate.ParameterCount"/> parameters. What the caller may not see, it does not return.
/// </summary>
internal sealed class CallerReads(NpgsqlDataSource source)
{
    /// <param name="caller">For whom is read.</param>
    /// <param name="statement">The file name of the statement, without ending; see <see cref="SqlText"/>.</param>
    /// <param name="parameters">Adds the statement's own parameters, behind the caller's.</param>
    /// <param name="read">Reads one row.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="GraphQLException"><c>UNAVAILABLE</c>: the database is away.</exception>
    internal Task<List<T>> ListAsync<T>(
        Principal caller,
        string statement,
        Action<NpgsqlParameterCollection> parameters,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation) =>
        ListAsync(
            caller,
            own =>
            {
                parameters(own);
                return SqlText.Get(statement);
            },
            read,
            cancellation);

    /// <summary>Reads with a statement that is composed of its file and a filter.</summary>
    /// <param name="caller">For whom is read.</param>
    /// <param name="statement">Adds the statement's own parameters, behind the caller's, and answers its text. Nothing
    /// that a client said is in the text.</param>
    /// <param name="read">Reads one row.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="GraphQLException"><c>UNAVAILABLE</c>: the database is away.</exception>
    internal async Task<List<T>> ListAsync<T>(
        Principal caller,
        Func<NpgsqlParameterCollection, string> statement,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation)
    {
        try
        {
            await using var command = source.CreateCommand();
            VisiblePredicate.AddParameters(command.Parameters, caller);
            command.CommandText = statement(command.Parameters);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            var found = new List<T>();
            while (await row.ReadAsync(cancellation))
            {
                found.Add(read(row));
            }

            return found;
        }
        catch (NpgsqlException away) when (away.IsTransient)
        {
            throw new GraphQLException("The database is away; ask again later.", "UNAVAILABLE");
        }
    }
}
