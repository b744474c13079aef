using Attribution.App.Access;
using Attribution.App.Lists;
using Attribution.App.Storage;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.Investigations.InvestigationDetails;

/// <summary>The fields of <c>investigations.graphql</c>.</summary>
internal sealed class InvestigationFields(InvestigationQueries queries, CallerReads reads)
{
    private static readonly OrderKey UpdatedAt = new("updatedAt", "c.updated_at", new OrderValue.Time());

    private static readonly ListDefinition<InvestigationView> Definition = new(
        "list_investigations",
        "count_investigations",
        [UpdatedAt],
        Order.By(new OrderPart(UpdatedAt, IsDescending: true)),
        InvestigationQueries.Read);

    internal void Bind(SchemaBindings schema)
    {
        schema.Enum("InvestigationState", Spelling.All<InvestigationState>());
        schema.Object<Root>("Query")
            .Define("investigation", field =>
            {
                var id = field.Argument<Guid>("id");
                return field.Returns(Output.Nullable<InvestigationView>()).Async(async (_, call) =>
                    (await queries.FindAsync(call.Caller(), [call.Get(id)], call.Cancellation))
                        .GetValueOrDefault(call.Get(id)));
            })
            .ConnectionField("investigations", new PagedList<InvestigationView>(reads, Definition));
        schema.Object<InvestigationView>("Investigation")
            .Field("id", view => view.Id)
            .Field("title", view => view.Title)
            .Field("state", view => view.State)
            .Field("classification", view => view.Handling.Tlp)
            .Field("organisation", view => view.Handling.Owner.Value)
            .ListField<string>("sharedWith", view =>
                [.. view.Handling.SharedWith.Select(organisation => organisation.Value)])
            .ListField("releasableTo", view => view.Handling.ReleasableTo)
            .Field("createdBy", view => view.CreatedBy)
            .Field("createdAt", view => view.CreatedAt)
            .Field("updatedAt", view => view.UpdatedAt)
            .Field("version", view => view.Version);
        FilterInput.BindEnum<InvestigationState>(schema, "InvestigationStateOperationFilterInput");
        FilterInput.Bind(schema, "InvestigationFilterInput", fields => fields
            .Add<InvestigationState>("state", tests => tests.On("c.state", state => Spelling.Of(state)))
            .Add<Instant>("updatedAt", tests => tests.On("c.updated_at")));
        OrderInput.Bind(schema, "InvestigationSortInput", Definition.Keys);
        Connection.BindTypes<InvestigationView>(schema, "Investigation");
    }
}
