using System.Collections.Immutable;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.Lists;

/// <summary>Binds the inputs of filters. What a field is compared with is the same for every list; what a list can be
/// filtered by is its own.</summary>
internal static class FilterInput
{
    /// <summary>Binds the comparisons of <c>lists.graphql</c>.</summary>
    internal static void Bind(SchemaBindings schema)
    {
        BindComparisons(
            schema, "StringOperationFilterInput", Input.Nullable<string>(), Input.NullableList(Input.Of<string>()),
            ("contains", Comparison.Contains), ("startsWith", Comparison.StartsWith));
        BindComparisons(
            schema, "MemberFilterInput", Input.Nullable<string>(), Input.NullableList(Input.Of<string>()));
        BindValues<Guid>(schema, "UuidOperationFilterInput");
        BindValues<int>(schema, "IntOperationFilterInput", Ranges);
        BindValues<Instant>(schema, "DateTimeOperationFilterInput", Ranges);
    }

    /// <summary>Binds the comparisons of an enum.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="typeName">The input type.</param>
    /// <param name="isRanked">Whether its values have an order, so that it has <c>gt</c> and the like.</param>
    internal static void BindEnum<T>(SchemaBindings schema, string typeName, bool isRanked = false)
        where T : struct, Enum => BindValues<T>(schema, typeName, isRanked ? Ranges : []);

    /// <summary>Binds what a list can be filtered by: <c>and</c>, <c>or</c> and its own fields.</summary>
    internal static void Bind(SchemaBindings schema, string typeName, Func<FilterFields, FilterFields> describe) =>
        schema.InputObject<Filter>(typeName, input =>
        {
            var all = input.Field("and", Input.NullableList(Input.Of<Filter>()));
            var any = input.Field("or", Input.NullableList(Input.Of<Filter>()));
            var fields = describe(new FilterFields(input));
            return values => new Filter.All(
            [
                .. fields.Read(values),
                .. values.Get(all) ?? [],
                .. values.Get(any) is { Count: > 0 } choices ? [new Filter.Any([.. choices])] : Array.Empty<Filter>(),
            ]);
        });

    private static (string Name, Comparison Comparison)[] Ranges { get; } =
    [
        ("gt", Comparison.Greater),
        ("gte", Comparison.GreaterOrEqual),
        ("lt", Comparison.Less),
        ("lte", Comparison.LessOrEqual),
    ];

    private static void BindValues<T>(
        SchemaBindings schema, string typeName, params (string Name, Comparison Comparison)[] others)
        where T : struct =>
        schema.InputObject<Comparisons<T>>(typeName, input =>
        {
            var one = Fields(input, Input.NullableValue<T>(), others);
            var several = Lists(input, Input.NullableList(Input.Of<T>()));
            return values => new Comparisons<T>(
            [
                .. one.Where(field => values.Has(field.Key)).SelectMany(
                    field => Test<T>(field.Comparison, values.Get(field.Key) is { } value ? [value] : [])),
                .. Several(several, values),
            ]);
        });

    private static void BindComparisons<T>(
        SchemaBindings schema,
        string typeName,
        Input<T?> value,
        Input<IReadOnlyList<T>?> list,
        params (string Name, Comparison Comparison)[] others)
        where T : class =>
        schema.InputObject<Comparisons<T>>(typeName, input =>
        {
            var one = Fields(input, value, others);
            var several = Lists(input, list);
            return values => new Comparisons<T>(
            [
                .. one.Where(field => values.Has(field.Key)).SelectMany(
                    field => Test<T>(field.Comparison, values.Get(field.Key) is { } given ? [given] : [])),
                .. Several(several, values),
            ]);
        });

    private static (InputKey<TField> Key, Comparison Comparison)[] Fields<TTests, TField>(
        InputObjectBinding<TTests> input, Input<TField> value, (string Name, Comparison Comparison)[] others)
        where TTests : notnull =>
    [
        (input.Field("eq", value), Comparison.Equal),
        (input.Field("neq", value), Comparison.NotEqual),
        .. others.Select(other => (input.Field(other.Name, value), other.Comparison)),
    ];

    private static (InputKey<IReadOnlyList<T>?> Key, Comparison Comparison)[] Lists<TTests, T>(
        InputObjectBinding<TTests> input, Input<IReadOnlyList<T>?> list)
        where TTests : notnull =>
        [(input.Field("in", list), Comparison.In), (input.Field("nin", list), Comparison.NotIn)];

    private static IEnumerable<(Comparison Comparison, ImmutableArray<T> Values)> Several<T>(
        (InputKey<IReadOnlyList<T>?> Key, Comparison Comparison)[] lists, InputValues values) =>
        from list in lists
        let given = values.Get(list.Key)
        where given is not null
        select (list.Comparison, given.ToImmutableArray());

    /// <summary>Only equality compares with null; any other comparison with it is left out, as if it were not
    /// there.</summary>
    private static (Comparison Comparison, ImmutableArray<T> Values)[] Test<T>(
        Comparison comparison, ImmutableArray<T> values) =>
        values.IsEmpty && comparison is not (Comparison.Equal or Comparison.NotEqual)
            ? []
            : [(comparison, values)];
}

/// <summary>The fields of one list's filter.</summary>
internal sealed class FilterFields(InputObjectBinding<Filter> input)
{
    private readonly List<Func<InputValues, Filter?>> _fields = [];

    /// <summary>A field that is compared.</summary>
    internal FilterFields Add<T>(string name, Func<Comparisons<T>, Filter> filter)
        where T : notnull
    {
        var key = input.Field(name, Input.Nullable<Comparisons<T>>());
        _fields.Add(values => values.Get(key) is { } tests ? filter(tests) : null);
        return this;
    }

    /// <summary>A field that is a text of its own.</summary>
    internal FilterFields AddText(string name, Func<string, Filter> filter)
    {
        var key = input.Field(name, Input.Nullable<string>());
        _fields.Add(values => values.Get(key) is { } text ? filter(text) : null);
        return this;
    }

    internal IEnumerable<Filter> Read(InputValues values) => _fields.Select(read => read(values)).OfType<Filter>();
}
