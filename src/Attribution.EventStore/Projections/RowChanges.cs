using System.Collections.Concurrent;
using System.Globalization;
using Attribution.EventStore.Rows;
using Attribution.EventStore.Views;
using Npgsql;

namespace Attribution.EventStore.Projections;

/// <summary>
/// Row sets in the order they were made, as few statements: neighbours of one shape in one table go together, and of
/// several upserts of one key the last one counts. Changes of one table keep their order; tables do not wait for each
/// other.
/// </summary>
internal sealed class RowChanges(string schema)
{
    private static readonly ConcurrentDictionary<(string Schema, string Shape), string> Texts = new();

    private readonly List<List<RowSet>> _runs = [];
    private readonly Dictionary<string, List<RowSet>> _lastRunOfTable = new(StringComparer.Ordinal);

    internal void Add(RowSet set)
    {
        if (_lastRunOfTable.TryGetValue(set.Table.Name, out var run) && run[0].Shape == set.Shape)
        {
            run.Add(set);
            return;
        }

        _runs.Add(_lastRunOfTable[set.Table.Name] = [set]);
    }

    internal IEnumerable<NpgsqlBatchCommand> Commands()
    {
        foreach (var run in _runs)
        {
            var command = new NpgsqlBatchCommand(
                Texts.GetOrAdd((schema, run[0].Shape), static (key, set) => Compose(key.Schema, set), run[0]));
            for (var column = 0; column < run[0].Columns.Length; column++)
            {
                var parts = run.ConvertAll(set => set.Columns[column]);
                command.Parameters.Add(parts[0].Concatenate(parts));
            }

            yield return command;
        }
    }

    /// <summary>Names of tables and columns come from <see cref="RowTable"/> and <see cref="Column"/>, which let only
    /// plain identifiers pass; values are parameters.</summary>
    private static string Compose(string schema, RowSet set)
    {
        var arrays = string.Join(
            ", ", set.Columns.Select((column, at) => Invariant($"${at + 1}::{column.Type.Unnested}[]")));
        var cast = string.Join(
            ", ", set.Columns.Select(column => $"u.{column.Name}{column.Type.Cast} as {column.Name}"));
        var names = Names(set.Columns);
        var key = Names(set.KeyColumns);
        return ViewStatements.Named(set.Change == RowChange.Delete ? "delete_rows" : "upsert_rows", set.Table, schema)
            .Replace("/*arrays*/", arrays, StringComparison.Ordinal)
            .Replace("/*cast columns*/", cast, StringComparison.Ordinal)
            .Replace("/*columns*/", names, StringComparison.Ordinal)
            .Replace("/*key*/", key, StringComparison.Ordinal)
            .Replace("/*row key*/", Names(set.KeyColumns, "u."), StringComparison.Ordinal)
            .Replace("/*table key*/", Names(set.KeyColumns, "x."), StringComparison.Ordinal)
            .Replace("/*replacement*/", Replacement(set), StringComparison.Ordinal);
    }

    private static string Replacement(RowSet set)
    {
        var others = set.Columns.Except(set.KeyColumns)
            .Select(column => $"{column.Name} = excluded.{column.Name}").ToArray();
        return others.Length == 0 ? "nothing" : $"update set {string.Join(", ", others)}";
    }

    private static string Names(IEnumerable<Column> columns, string prefix = "") =>
        string.Join(", ", columns.Select(column => prefix + column.Name));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
