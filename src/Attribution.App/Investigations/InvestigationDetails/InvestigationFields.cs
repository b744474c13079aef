using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Listing;
using Attribution.App.Storage;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Investigations.InvestigationDetails;

/// <summary>The fields of <c>investigations.graphql</c>.</summary>
internal sealed class InvestigationFields(InvestigationQueries queries)
{
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
            .Define("investigations", field =>
            {
                var filter = field.Argument("where", Input.Nullable<InvestigationFilter>());
                var (first, after) = (field.Argument<int>("first"), field.Argument("after", Input.Nullable<string>()));
                return field.Returns(Output.Of<Page<InvestigationView>>()).Async(async (_, call) =>
                    await queries.ListAsync(
                        call.Caller(),
                        call.Get(filter)?.States,
                        Place.Read(call.Get(after)),
                        ListSize.Of(call.Get(first)),
                        call.Cancellation));
            });
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
        Page<InvestigationView>.Bind(schema, "Investigation");
        ValueFilter.Bind<InvestigationState>(schema, "InvestigationStateFilter");
        schema.InputObject<InvestigationFilter>("InvestigationFilterInput", input =>
        {
            var state = input.Field("state", Input.NullableValue<ImmutableArray<InvestigationState>>());
            return values => new InvestigationFilter(values.Get(state));
        });
    }

    private sealed record InvestigationFilter(ImmutableArray<InvestigationState>? States);
}
