using System.Collections.Immutable;
using Attribution.App.Pipeline;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns.Links;

/// <summary>What is linked or unlinked, when it is a list of texts.</summary>
internal sealed record Listed(ImmutableArray<string> Items, string? Reason);

/// <summary>What is linked or unlinked, when it is one thing.</summary>
internal sealed record Named<T>(T Item, string? Reason);

/// <summary>The inputs of links: to link needs no reason, to unlink may have one.</summary>
internal static class LinkInput
{
    internal static void BindLinked(SchemaBindings schema, string typeName, string list) =>
        CommandInput.Bind<Listed>(schema, typeName, input =>
        {
            var items = input.Field(list, Input.List<string>());
            return values => new Listed([.. values.Get(items)], Reason: null);
        });

    internal static void BindUnlinked(SchemaBindings schema, string typeName, string list) =>
        CommandInput.Bind<Listed>(
            schema,
            typeName,
            input =>
            {
                var items = input.Field(list, Input.List<string>());
                var reason = input.Field("reason", Input.Nullable<string>());
                return values => new Listed([.. values.Get(items)], values.Get(reason));
            },
            unlinked => unlinked.Reason);

    internal static void BindLinked<T>(SchemaBindings schema, string typeName, string item)
        where T : notnull =>
        CommandInput.Bind<Named<T>>(schema, typeName, input =>
        {
            var named = input.Field(item, Input.Of<T>());
            return values => new Named<T>(values.Get(named), Reason: null);
        });

    internal static void BindUnlinked<T>(SchemaBindings schema, string typeName, string item)
        where T : notnull =>
        CommandInput.Bind<Named<T>>(
            schema,
            typeName,
            input =>
            {
                var named = input.Field(item, Input.Of<T>());
                var reason = input.Field("reason", Input.Nullable<string>());
                return values => new Named<T>(values.Get(named), values.Get(reason));
            },
            unlinked => unlinked.Reason);
}
