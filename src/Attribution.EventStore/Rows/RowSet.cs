using System.Collections.Immutable;

namespace Attribution.EventStore.Rows;

/// <summary>What a commit does with the rows of a set.</summary>
public enum RowChange
{
    /// <summary>Insert; a row whose key is already there refuses the whole commit (<see
    /// cref="CommitResult.DuplicateKey"/>).</summary>
    Insert,

    /// <summary>Insert, or replace the other columns of the row with the same key.</summary>
    Upsert,

    /// <summary>Delete the rows with these keys; a row that is not there is no error.</summary>
    Delete,

    /// <summary>Change nothing: a row with one of these keys refuses the whole commit (<see
    /// cref="CommitResult.DuplicateKey"/>). So a commit relies on what a decision did not find; the key may be a
    /// part of the table's.</summary>
    ExpectNone,
}

/// <summary>Typed rows of one table that a commit inserts, replaces, deletes or rules out together with its
/// events.</summary>
public sealed class RowSet
{
    /// <param name="table">The table they belong to.</param>
    /// <param name="change">What happens to them.</param>
    /// <param name="columns">All with the same number of rows; for a deletion, or to expect none, just the key.</param>
    /// <exception cref="ArgumentException">Columns of different length, a column twice, or a missing key
    /// column.</exception>
    public RowSet(RowTable table, RowChange change, params ImmutableArray<Column> columns)
    {
        ArgumentOutOfRangeException.ThrowIfZero(columns.Length, nameof(columns));
        if (columns.Any(column => column.Count != columns[0].Count))
        {
            throw new ArgumentException($"The columns for {table.Name} differ in length.", nameof(columns));
        }

        if (columns.Select(column => column.Name).Distinct(StringComparer.Ordinal).Count() != columns.Length)
        {
            throw new ArgumentException($"A column of {table.Name} is given twice.", nameof(columns));
        }

        (Table, Change, Columns) = (table, change, columns);
        KeyColumns = [.. table.Key.Select(KeyColumn)];
        if (change != RowChange.Insert && KeyColumns.IsEmpty)
        {
            throw new ArgumentException($"{table.Name} has no key to {change} by.", nameof(change));
        }

        // Rows are merged with those of other commits column by column, so their shape is part of the statement's name.
        var shapes = columns.Select(column => $"{column.Name} {column.Type.Unnested}{column.Type.Cast}");
        Shape = $"{change} {table.Name}({string.Join(',', shapes)})";
    }

    /// <summary>The table they belong to.</summary>
    public RowTable Table { get; }

    /// <summary>What happens to them.</summary>
    public RowChange Change { get; }

    /// <summary>The columns, each with a value for every row.</summary>
    public ImmutableArray<Column> Columns { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => Columns[0].Count;

    /// <summary>The same rows, for a commit that starts the stream their keys name: nobody can have them, so nobody
    /// looks for them, which is half of what a narrow row costs. Were one there, the commit would fail as by a fault.
    /// </summary>
    /// <exception cref="InvalidOperationException">They are not upserted.</exception>
    public RowSet OfStarted() => Change == RowChange.Upsert
        ? new RowSet(new RowTable(Table.Name), RowChange.Insert, Columns)
        : throw new InvalidOperationException($"Rows of {Table.Name} are not to be upserted, but: {Change}.");

    /// <summary>Whether a row that is already there refuses the commit.</summary>
    internal bool RefusesDuplicates =>
        Change == RowChange.ExpectNone || (Change == RowChange.Insert && !KeyColumns.IsEmpty);

    internal ImmutableArray<Column> KeyColumns { get; }

    internal string Shape { get; }

    private Column KeyColumn(string name) =>
        Columns.FirstOrDefault(column => column.Name == name)
        ?? throw new ArgumentException($"The rows for {Table.Name} lack its key column {name}.", nameof(name));
}
