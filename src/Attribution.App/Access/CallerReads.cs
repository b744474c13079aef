using System.Diagnostics;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Npgsql;

namespace Attribution.App.Access;

/// <summary>
/// The one way to read for somebody, behind two walls: the access predicate in the statement, with the caller as its
/// first <see cref="VisiblePredicate.ParameterCount"/> parameters, and the policies of the tables, for which the caller
/// is set in the same round trip. What the caller may not see, it does not return.
/// </summary>
/// <param name="source">Connections in the role of readers (<see cref="DatabaseRoles"/>).</param>
internal sealed class CallerReads(NpgsqlDataSource source)
{
    private static readonly string EnterAsCaller = SqlText.Get("enter_as_caller");

    /// <param name="caller">For whom is read.</param>
    /// <param name="statement">The file name of the statement, without ending; see <see cref="SqlText"/>.</param>
    /// <param name="parameters">Adds the statement's own parameters, behind the caller's.</param>
    /// <param name="read">Reads one row.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="GraphQLException"><c>FORBIDDEN</c>: no role of the caller reads. <c>UNAVAILABLE</c>: the
    /// database is away.</exception>
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
    /// <exception cref="GraphQLException"><c>FORBIDDEN</c>: no role of the caller reads. <c>UNAVAILABLE</c>: the
    /// database is away.</exception>
    internal async Task<List<T>> ListAsync<T>(
        Principal caller,
        Func<NpgsqlParameterCollection, string> statement,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation)
    {
        if (!caller.May(Permission.Read))
        {
            throw new GraphQLException("Your roles do not allow reading.", "FORBIDDEN");
        }

        try
        {
            // A batch is one transaction: what is set for it ends with it.
            await using var batch = source.CreateBatch();
            batch.BatchCommands.Add(For(caller, _ => EnterAsCaller));
            batch.BatchCommands.Add(For(caller, own => Guarded(statement(own))));
            await using var row = await batch.ExecuteReaderAsync(cancellation);
            await row.NextResultAsync(cancellation);
            return await row.ListAsync(read, cancellation);
        }
        catch (NpgsqlException away) when (away.IsTransient)
        {
            throw new GraphQLException("The database is away; ask again later.", "UNAVAILABLE");
        }
    }

    private static string Guarded(string statement) =>
        statement.Contains(VisiblePredicate.Sql, StringComparison.Ordinal)
            ? statement
            : throw new UnreachableException($"A statement for a caller lacks {VisiblePredicate.Marker}: {statement}");

    private static NpgsqlBatchCommand For(Principal caller, Func<NpgsqlParameterCollection, string> statement)
    {
        var command = new NpgsqlBatchCommand();
        VisiblePredicate.AddParameters(command.Parameters, caller);
        command.CommandText = statement(command.Parameters);
        return command;
    }
}
