using Attribution.App.Storage;
using Attribution.Domain.Access;
using Npgsql;

namespace Attribution.App.Access;

/// <summary>
/// Reads what a command must know and its caller need not be able to read. It is never shown: what the caller is told
/// of it, the command decides. The caller is the first <see cref="VisiblePredicate.ParameterCount"/> parameters, so
/// that a statement may still ask what the caller sees.
/// </summary>
/// <param name="source">Connections in the role of the writer, whom no policy holds back.</param>
internal sealed class Lookups(NpgsqlDataSource source)
{
    /// <param name="caller">On whose behalf.</param>
    /// <param name="statement">The file name of the statement, without ending; it keeps to the caller's tenant.</param>
    /// <param name="parameters">Adds the statement's own parameters, behind the caller's.</param>
    /// <param name="read">Reads one row.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<List<T>> ListAsync<T>(
        Principal caller,
        string statement,
        Action<NpgsqlParameterCollection> parameters,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(SqlText.Get(statement));
        VisiblePredicate.AddParameters(command.Parameters, caller);
        parameters(command.Parameters);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ListAsync(read, cancellation);
    }
}
