using System.Collections.Immutable;

namespace Attribution.Messaging;

/// <summary>
/// Rows to be inserted into one table by somebody else's transaction: that of the events which caused them. Columns
/// that are not listed take their defaults.
/// </summary>
/// <param name="Table">The table with its schema, <c>attribution.msg_messages</c>.</param>
/// <param name="Columns">The columns, all of one length.</param>
public sealed record RowSet(string Table, ImmutableArray<RowColumn> Columns)
{
    /// <summary>How many rows there are.</summary>
    public int Count => Columns.IsEmpty ? 0 : Columns[0].Values.Length;
}

/// <summary>One column of the rows.</summary>
/// <param name="Name">The column's name, which needs no quotes unless it is a keyword.</param>
/// <param name="Type">What PostgreSQL calls its type: <c>uuid</c>, <c>text</c>, <c>timestamptz</c>, <c>json</c>
/// ...</param>
/// <param name="Values">One value per row, null for SQL null: <c>Guid[]</c>, <c>string?[]</c>, <c>DateTime?[]</c>
/// ...</param>
public sealed record RowColumn(string Name, string Type, Array Values);
