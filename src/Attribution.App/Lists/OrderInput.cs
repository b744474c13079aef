using System.Collections.Immutable;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Lists;

/// <summary>Binds what a list can be ordered by: an input object with one field for each key.</summary>
internal static class OrderInput
{
    internal static void Bind(SchemaBindings schema) => schema.Enum("SortEnumType", ("ASC", false), ("DESC", true));

    /// <summary>Binds the sort input of a list; its fields are the list's keys.</summary>
    internal static void Bind(SchemaBindings schema, string typeName, ImmutableArray<OrderKey> keys) =>
        schema.InputObject<ImmutableArray<OrderPart>>(typeName, input =>
        {
            var fields = keys.Select(key => (Key: key, Field: input.Field(key.Name, Input.NullableValue<bool>())))
                .ToArray();
            return values =>
            [
                .. from field in fields
                   let isDescending = values.Get(field.Field)
                   where isDescending is not null
                   select new OrderPart(field.Key, isDescending.Value),
            ];
        });

    /// <summary>The order of the items; null when there are none.</summary>
    /// <exception cref="GraphQLException"><c>BAD_USER_INPUT</c>: an item names no field, or several.</exception>
    internal static Order? Of(IReadOnlyList<ImmutableArray<OrderPart>>? items) => items switch
    {
        null or [] => null,
        _ when items.Any(item => item.Length != 1) => throw BadInput(
            "Each item of order names one field: [{updatedAt: DESC}, {name: ASC}]."),
        _ when items.DistinctBy(item => item[0].Key.Name).Count() < items.Count => throw BadInput(
            "order names a field twice."),
        _ => Order.By([.. items.Select(item => item[0])]),
    };

    private static GraphQLException BadInput(string message) => new(message, "BAD_USER_INPUT");
}
