using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Lists;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Actors.ActorList;

/// <summary>The fields of <c>actors.graphql</c>.</summary>
internal static class ActorListFields
{
    private static readonly OrderKey UpdatedAt = new("updatedAt", "c.updated_at", new OrderValue.Time());

    private static readonly ImmutableArray<OrderKey> Keys =
    [
        UpdatedAt,
        new("createdAt", "c.created_at", new OrderValue.Time()),
        new("name", "c.name_folded", new OrderValue.Text()),
        new("classification", "c.tlp", new OrderValue.Number()),
    ];

    private static readonly ListDefinition<ActorView> Definition = new(
        "list_actors",
        "count_actors",
        Keys,
        Order.By(new OrderPart(UpdatedAt, IsDescending: true)),
        ActorQueries.Read);

    internal static void Bind(SchemaBindings schema, CallerReads reads)
    {
        FilterInput.Bind(schema, "ActorFilterInput", ActorSearch.Fields);
        OrderInput.Bind(schema, "ActorSortInput", Keys);
        Connection.BindTypes<ActorView>(schema, "Actor");
        schema.Object<Root>("Query").ConnectionField("actors", new PagedList<ActorView>(reads, Definition));
    }
}
