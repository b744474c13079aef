using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Attribution.EventStore.Rows;

namespace Attribution.EventStore.Writing;

/// <summary>
/// The text of <c>append_group.sql</c> for the row sets of one group: names of tables and columns come from
/// <see cref="RowTable"/> and <see cref="Column"/>, which let only plain identifiers pass; values are parameters.
/// </summary>
internal static class GroupStatement
{
    private const int FirstRowParameter = 20;

    // As many texts as there are combinations of tables that commits really have: a handful.
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    internal static string TextFor(CommitGroup group) => Texts.GetOrAdd(
        string.Join(';', group.RowSets.Select(sets => sets[0].Set.Shape)),
        static (_, group) => Compose([.. group.RowSets.Select(sets => sets[0].Set)]),
        group);

    private static string Compose(ImmutableArray<RowSet> sets)
    {
        var (rows, refusals, changes) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        var parameter = FirstRowParameter;
        for (var at = 0; at < sets.Length; at++)
        {
            AppendRows(rows, sets[at], at, ref parameter);
            if (sets[at].RefusesDuplicates)
            {
                AppendRefusal(refusals, sets[at], at);
            }

            if (sets[at].Change != RowChange.ExpectNone)
            {
                AppendChange(changes, sets[at], at);
            }
        }

        return SqlText.Get("append_group")
            .Replace("/*row set parameters*/", rows.ToString(), StringComparison.Ordinal)
            .Replace("/*row set refusals*/", refusals.ToString(), StringComparison.Ordinal)
            .Replace("/*row set changes*/", changes.ToString(), StringComparison.Ordinal);
    }

    private static void AppendRows(StringBuilder sql, RowSet set, int at, ref int parameter)
    {
        var number = parameter;
        var arrays = set.Columns.Select((column, c) => Invariant($"${number + 1 + c}::{column.Type.Unnested}[]"));
        var selected = set.Columns.Select(column => $"u.{column.Name}{column.Type.Cast} as {column.Name}");
        sql.AppendLine(Invariant($"rows_{at} as materialized ("))
            .AppendLine(Invariant($"    select u.commit_no, {string.Join(", ", selected)}"))
            .AppendLine(Invariant($"    from unnest(${number}::integer[], {string.Join(", ", arrays)})"))
            .AppendLine(Invariant($"        as u (commit_no, {Names(set.Columns)})"))
            .AppendLine("),");
        parameter += 1 + set.Columns.Length;
    }

    private static void AppendRefusal(StringBuilder sql, RowSet set, int at) =>
        sql.AppendLine("union all")
            .AppendLine(Invariant($"    select r.commit_no, {at} from rows_{at} r"))
            .AppendLine("    where exists (")
            .AppendLine(Invariant($"        select from {set.Table.QualifiedName} x where {SameKey(set)} offset 0)"));

    private static void AppendChange(StringBuilder sql, RowSet set, int at)
    {
        var accepted = "not exists (select from refusals f where f.commit_no = r.commit_no)";
        sql.AppendLine(Invariant($"changed_{at} as ("));
        if (set.Change == RowChange.Delete)
        {
            sql.AppendLine(Invariant($"    delete from {set.Table.QualifiedName} x using rows_{at} r"))
                .AppendLine(Invariant($"    where {SameKey(set)} and {accepted}"));
        }
        else
        {
            sql.AppendLine(Invariant($"    insert into {set.Table.QualifiedName} ({Names(set.Columns)})"))
                .AppendLine(Invariant($"    select {Names(set.Columns, "r.")}"))
                .AppendLine(Invariant($"    from rows_{at} r where {accepted}"));
            if (set.Change == RowChange.Upsert)
            {
                sql.AppendLine(Invariant($"    on conflict ({Names(set.KeyColumns)}) {Replacement(set)}"));
            }
        }

        sql.AppendLine("),");
    }

    private static string Replacement(RowSet set)
    {
        var others = set.Columns.Except(set.KeyColumns)
            .Select(column => $"{column.Name} = excluded.{column.Name}")
            .ToArray();
        return others.Length == 0 ? "do nothing" : $"do update set {string.Join(", ", others)}";
    }

    private static string SameKey(RowSet set) =>
        string.Join(" and ", set.KeyColumns.Select(column => $"x.{column.Name} = r.{column.Name}"));

    private static string Names(ImmutableArray<Column> columns, string prefix = "") =>
        string.Join(", ", columns.Select(column => prefix + column.Name));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
