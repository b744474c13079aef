using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Attribution.App.Lists;

/// <summary>How a client compares a field.</summary>
internal enum Comparison
{
    Equal,
    NotEqual,
    In,
    NotIn,
    Contains,
    StartsWith,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// <summary>What a client asks of one field, such as <c>{gte: 40, lt: 70}</c>; all of it must hold.</summary>
/// <param name="Each">The comparisons; one of equality without a value compares with null.</param>
internal sealed record Comparisons<T>(ImmutableArray<(Comparison Comparison, ImmutableArray<T> Values)> Each)
    where T : notnull
{
    /// <summary>The filter on a column.</summary>
    /// <param name="column">SQL that the program wrote.</param>
    /// <param name="stored">How a value is stored there; as it is when left out.</param>
    /// <param name="like">How parts of a text are looked for: gets a pattern of LIKE, folded
    /// (<see cref="SearchText.Fold"/>). In the lower case of the column itself when left out.</param>
    internal Filter On(string column, Func<T, object>? stored = null, Func<string, Filter>? like = null) =>
        new Filter.All([.. Each.Select(test => Sql(
            test.Comparison,
            [.. test.Values.Select(stored ?? (value => value))],
            column,
            like ?? (pattern => Holds($"lower({column}) like {{0}}", pattern))))]);

    /// <summary>The filter on a list that has the values as members or has not.</summary>
    /// <param name="hasAnyOf">That the list has at least one of these values; never null.</param>
    internal Filter OnMembers(Func<ImmutableArray<T>, Filter> hasAnyOf) => new Filter.All(
        [.. Each.Select(test => test.Comparison is Comparison.Equal or Comparison.In
            ? hasAnyOf(test.Values)
            : new Filter.Not(hasAnyOf(test.Values)))]);

    private static Filter Sql(Comparison comparison, object[] values, string column, Func<string, Filter> like) =>
        (comparison, values) switch
        {
            (Comparison.Equal, []) => Holds($"{column} is null"),
            (Comparison.NotEqual, []) => Holds($"{column} is not null"),
            (Comparison.In, []) => new Filter.Any(),
            (Comparison.NotIn, []) => Filter.Everything,
            (Comparison.Equal, [var value]) => Holds(column + " = {0}", value),
            (Comparison.NotEqual, [var value]) => Holds(column + " is distinct from {0}", value),
            (Comparison.In, _) => Holds(column + " = any({0})", ArrayOf(values)),
            (Comparison.NotIn, _) => Holds($"({column} is null or {column} <> all({{0}}))", ArrayOf(values)),
            (Comparison.Contains, [string text]) => like($"%{Escaped(text)}%"),
            (Comparison.StartsWith, [string text]) => like($"{Escaped(text)}%"),
            (Comparison.Greater, [var value]) => Holds(column + " > {0}", value),
            (Comparison.GreaterOrEqual, [var value]) => Holds(column + " >= {0}", value),
            (Comparison.Less, [var value]) => Holds(column + " < {0}", value),
            (Comparison.LessOrEqual, [var value]) => Holds(column + " <= {0}", value),
            _ => throw new UnreachableException($"{comparison} does not compare with {values.Length} values."),
        };

    private static Filter.Holds Holds(string format, params object[] values) =>
        new(FormattableStringFactory.Create(format, values));

    private static Array ArrayOf(object[] values)
    {
        var typed = Array.CreateInstance(values[0].GetType(), values.Length);
        Array.Copy(values, typed, values.Length);
        return typed;
    }

    /// <summary>The text as LIKE takes it literally.</summary>
    private static string Escaped(string text) => SearchText.Fold(text)
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal);
}
