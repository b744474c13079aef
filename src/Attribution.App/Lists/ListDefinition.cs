using System.Collections.Immutable;
using Npgsql;

namespace Attribution.App.Lists;

/// <summary>A list of records that callers page through, filter and order.</summary>
/// <param name="PageStatement">
/// The file of the statement that reads a page: one column for the record, then <c>/*order values*/</c>; the places
/// <c>/*visible*/</c>, <c>/*filter*/</c>, <c>/*order*/</c> and <c>/*limit*/</c>; records have the alias <c>c</c> and
/// a column <c>id</c>.
/// </param>
/// <param name="CountStatement">The file of the statement that counts: <c>/*visible*/</c> and
/// <c>/*filter*/</c>.</param>
/// <param name="Keys">What it can be ordered by.</param>
/// <param name="OrderUnlessSaid">Its order when the client does not say one.</param>
/// <param name="Read">Reads the record of a row.</param>
internal sealed record ListDefinition<T>(
    string PageStatement,
    string CountStatement,
    ImmutableArray<OrderKey> Keys,
    Order OrderUnlessSaid,
    Func<NpgsqlDataReader, T> Read)
{
    /// <summary>The file of the statement that reads a first page and counts in one go, for a list so long that to
    /// look at each record of a filter twice is felt; null where two statements will do. Beside the places of the
    /// others it has <c>/*named order values*/</c> and <c>/*order by name*/</c>, for what it finds as <c>f</c>; its
    /// last column is the count.</summary>
    internal string? PageAndCountStatement { get; init; }
}
