using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Lists;

/// <summary>Binds lists as connections: <c>edges nodes pageInfo totalCount</c>, by <c>first after last
/// before</c>.</summary>
internal static class Connection
{
    /// <summary>Binds what all connections have.</summary>
    internal static void Bind(SchemaBindings schema)
    {
        FilterInput.Bind(schema);
        OrderInput.Bind(schema);
        schema.Object<PageInfo>("PageInfo")
            .Define("hasNextPage", field => field.Returns(Output.Of<bool>())
                .Async((info, call) => info.HasNext(call.Cancellation)))
            .Define("hasPreviousPage", field => field.Returns(Output.Of<bool>())
                .Async((info, call) => info.HasPrevious(call.Cancellation)))
            .NullableField("startCursor", info => info.StartCursor)
            .NullableField("endCursor", info => info.EndCursor);
    }

    /// <summary>Binds the types <c>{name}Connection</c> and <c>{name}Edge</c>.</summary>
    internal static void BindTypes<T>(SchemaBindings schema, string name)
        where T : notnull
    {
        schema.Object<Page<T>>($"{name}Connection")
            .ListField("edges", page => page.Edges)
            .ListField<T>("nodes", page => [.. page.Edges.Select(edge => edge.Node)])
            .Field("pageInfo", page => page.Info)
            .Define("totalCount", field => field.Returns(Output.Of<int>())
                .Async(async (page, call) => await page.Total(call.Cancellation)));
        schema.Object<Edge<T>>($"{name}Edge")
            .Field("cursor", edge => edge.Cursor.Write())
            .Field("node", edge => edge.Node);
    }

    /// <summary>Defines a field that is a connection, with the arguments <c>first after last before where
    /// order</c>.</summary>
    /// <param name="parent">Where it is.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="list">The list behind it.</param>
    /// <param name="scope">What of the list the parent has; all of it when left out.</param>
    /// <param name="permission">What the caller's roles must allow beside reading; nothing when left out.</param>
    internal static ObjectBinding<TParent> ConnectionField<TParent, T>(
        this ObjectBinding<TParent> parent,
        string name,
        PagedList<T> list,
        Func<TParent, Filter>? scope = null,
        Permission? permission = null)
        where TParent : notnull
        where T : notnull => parent.Define(name, field =>
        {
            var (first, after) = (
                field.Argument("first", Input.NullableValue<int>()), field.Argument("after", Input.Nullable<string>()));
            var (last, before) = (
                field.Argument("last", Input.NullableValue<int>()), field.Argument("before", Input.Nullable<string>()));
            var filter = field.Argument("where", Input.Nullable<Filter>());
            var order = field.Argument("order", Input.NullableList(Input.Of<ImmutableArray<OrderPart>>()));
            return field.Returns(Output.Of<Page<T>>()).Async(async (owner, call) => await list.ReadAsync(
                Permitted(call, permission),
                new Filter.All(scope?.Invoke(owner) ?? Filter.Everything, call.Get(filter) ?? Filter.Everything),
                PageRequest.From(
                    list.Definition,
                    call.Get(first),
                    call.Get(after),
                    call.Get(last),
                    call.Get(before),
                    OrderInput.Of(call.Get(order))) with
                { IsCounted = call.Selects("totalCount") },
                call.Cancellation));
        });

    private static Principal Permitted(FieldCall call, Permission? permission) =>
        permission is not { } needed || call.Caller().May(needed)
            ? call.Caller()
            : throw new GraphQLException(
                "Your roles do not allow this; ask whoever administers your account.", "FORBIDDEN");
}
