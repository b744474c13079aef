using System.Collections.Immutable;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Listing;

/// <summary>Filters of enums, as inputs say them: <c>{eq: A}</c>, <c>{in: [A, B]}</c>.</summary>
internal static class ValueFilter
{
    /// <summary>Binds a filter to the values that pass it; one that says nothing lets all pass.</summary>
    internal static void Bind<T>(SchemaBindings schema, string typeName)
        where T : struct, Enum =>
        schema.InputObject<ImmutableArray<T>>(typeName, input =>
        {
            var (eq, within) = (
                input.Field("eq", Input.NullableValue<T>()), input.Field("in", Input.NullableList(Input.Of<T>())));
            return values =>
            {
                IEnumerable<T> passing = values.Get(within) ?? [.. Enum.GetValues<T>()];
                return [.. passing.Where(value => values.Get(eq) is not { } one || value.Equals(one))];
            };
        });
}
