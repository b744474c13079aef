using System.Diagnostics;
using Attribution.App.Access.Audit;
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
/// <param name="crossing">Connections for callers that have stepped out of their tenant; null where none can.</param>
/// <param name="trail">Where reading is recorded.</param>
internal sealed class CallerReads(NpgsqlDataSource source, NpgsqlDataSource? crossing, AccessTrail trail)
{
    private static readonly string EnterAsCaller = SqlText.Get("enter_as_caller");

    /// <summary>Reads with a statement as it lies in its file: planned once for all values.</summary>
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
            Planning.Once,
            read,
            cancellation);

    /// <summary>Reads the one record of an id, which is the statement's own parameter; null when there is none for the
    /// caller.</summary>
    internal async Task<T?> FindAsync<T>(
        Principal caller,
        string statement,
        Guid id,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation)
        where T : class =>
        (await ListAsync(
            caller,
            statement,
            parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id }),
            read,
            cancellation)).SingleOrDefault();

    /// <summary>Reads with a statement that is composed of its file and a filter.</summary>
    /// <param name="caller">For whom is read.</param>
    /// <param name="statement">Adds the statement's own parameters, behind the caller's, and answers its text. Nothing
    /// that a client said is in the text.</param>
    /// <param name="planning">Whether its plan depends on the values it compares with.</param>
    /// <param name="read">Reads one row.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="GraphQLException"><c>FORBIDDEN</c>: no role of the caller reads. <c>UNAVAILABLE</c>: the
    /// database is away.</exception>
    internal async Task<List<T>> ListAsync<T>(
        Principal caller,
        Func<NpgsqlParameterCollection, string> statement,
        Planning planning,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation)
    {
        if (!caller.May(Permission.Read))
        {
            throw new GraphQLException("Your roles do not allow reading.", "FORBIDDEN");
        }

        try
        {
            return await DatabaseAway.OrToldAsync(async () =>
            {
                // A batch is one transaction: what is set for it ends with it.
                await using var batch = SourceFor(caller).CreateBatch();
                batch.BatchCommands.Add(For(caller, own =>
                {
                    own.Add(new NpgsqlParameter<bool> { TypedValue = caller.CrossesTenants });
                    own.Add(new NpgsqlParameter<bool> { TypedValue = caller.May(Permission.Audit) });
                    own.Add(new NpgsqlParameter<string> { TypedValue = Setting(planning) });
                    return EnterAsCaller;
                }));
                batch.BatchCommands.Add(For(caller, own => Widened(caller, Guarded(statement(own)))));
                await using var row = await batch.ExecuteReaderAsync(cancellation);
                await row.NextResultAsync(cancellation);
                var found = await row.ListAsync(read, cancellation);
                await NoteAsync(caller, found.OfType<IAuditedRecord>());
                return found;
            });
        }
        catch (PostgresException refused) when (caller.CrossesTenants && refused.SqlState is
            PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidParameterValue)
        {
            // A login for reading that may not become the role: whoever runs the server has decided so.
            throw new GraphQLException("Nobody crosses tenants in this installation.", "FORBIDDEN");
        }
    }

    private static string Setting(Planning planning) =>
        planning == Planning.Once ? "force_generic_plan" : "auto";

    /// <summary>Records what a caller is shown, before it is: for rows that are no records themselves, but hold some.
    /// </summary>
    internal Task NoteAsync(Principal caller, IEnumerable<IAuditedRecord> shown) =>
        DatabaseAway.OrToldAsync(async () =>
        {
            await trail.NoteAsync(caller, shown);
            return true;
        });

    private static string Guarded(string statement) =>
        statement.Contains(VisiblePredicate.Sql, StringComparison.Ordinal)
            ? statement
            : throw new UnreachableException($"A statement for a caller lacks {VisiblePredicate.Marker}: {statement}");

    private NpgsqlDataSource SourceFor(Principal caller) => !caller.CrossesTenants
        ? source
        : crossing ?? throw new UnreachableException("Nobody steps out of a tenant here.");

    private static string Widened(Principal caller, string statement) =>
        caller.CrossesTenants ? VisiblePredicate.OfAllTenants(statement) : statement;

    private static NpgsqlBatchCommand For(Principal caller, Func<NpgsqlParameterCollection, string> statement)
    {
        var command = new NpgsqlBatchCommand();
        VisiblePredicate.AddParameters(command.Parameters, caller);
        command.CommandText = statement(command.Parameters);
        return command;
    }
}
