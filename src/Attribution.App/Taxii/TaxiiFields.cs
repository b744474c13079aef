using Attribution.App.Access;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Taxii;

/// <summary>The fields of <c>taxii.graphql</c>. Whoever decides about hypotheses in an organisation decides what it
/// offers.</summary>
internal sealed class TaxiiFields(TaxiiCollections collections)
{
    private const int TitleLengthMax = 500;

    internal void Bind(SchemaBindings schema)
    {
        BindTypes(schema);
        schema.Object<Root>("Query").Define("taxiiCollections", field => field.Returns(Output.List<ServedCollection>())
            .Async(async (_, call) => await collections.ListAsync(call.Caller(), id: null, call.Cancellation)));
        schema.Object<Root>("Mutation")
            .Define("saveTaxiiCollection", field =>
            {
                var input = field.Argument<SaveTaxiiCollectionInput>("input");
                return field.Returns(Output.Of<SaveTaxiiCollectionPayload>()).Async(async (_, call) =>
                    await DatabaseAway.OrToldAsync(() =>
                        SaveAsync(call.Caller(), call.Get(input), call.Cancellation)));
            })
            .Define("removeTaxiiCollection", field =>
            {
                var input = field.Argument<RemoveTaxiiCollectionInput>("input");
                return field.Returns(Output.Of<RemoveTaxiiCollectionPayload>()).Async(async (_, call) =>
                    call.Caller().May(Permission.Decide)
                        ? new RemoveTaxiiCollectionPayload(
                            await DatabaseAway.OrToldAsync(() => collections.RemoveAsync(
                                call.Caller(), call.Get(input).Id, call.Cancellation)),
                            [])
                        : new RemoveTaxiiCollectionPayload(false, [CommandError.Forbidden(Permission.Decide)]));
            });
    }

    private async Task<SaveTaxiiCollectionPayload> SaveAsync(
        Principal caller, SaveTaxiiCollectionInput wanted, CancellationToken cancellation)
    {
        if (Problem(caller, wanted) is { } problem)
        {
            return new SaveTaxiiCollectionPayload(null, [problem]);
        }

        var id = ServedCollection.IdOf(caller, wanted.Ceiling, wanted.Title);
        await collections.SaveAsync(caller, id, wanted, cancellation);
        return new SaveTaxiiCollectionPayload((await collections.ListAsync(caller, id, cancellation)).Single(), []);
    }

    private static CommandError? Problem(Principal caller, SaveTaxiiCollectionInput wanted) =>
        !caller.May(Permission.Decide) ? CommandError.Forbidden(Permission.Decide)
        : string.IsNullOrWhiteSpace(wanted.Title)
            ? new CommandError("EMPTY_TEXT", "title must not be empty.", "title")
        : wanted.Title.Length > TitleLengthMax
            ? new CommandError("TEXT_TOO_LONG", $"At most {TitleLengthMax} characters are taken.", "title")
        : $"{wanted.Title}{wanted.Description}{string.Concat(wanted.Tags ?? [])}".Contains('\0')
            ? new CommandError("INVALID_TEXT", "A null character cannot be stored.", "title")
        : wanted.Ceiling == Tlp.Red
            ? new CommandError("RED_COLLECTION", "TLP:RED is for named people, and no collection is.", "ceiling")
        : wanted.Ceiling > caller.Clearance
            ? new CommandError(
                AccessRejection.AboveClearance.Code, "You cannot offer what is above your own clearance.", "ceiling")
        : null;

    private static void BindTypes(SchemaBindings schema)
    {
        schema.InputObject<SaveTaxiiCollectionInput>("SaveTaxiiCollectionInput", input =>
        {
            var (title, description) = (
                input.Field("title", Input.Of<string>()), input.Field("description", Input.Nullable<string>()));
            var (ceiling, accepts) = (
                input.Field("ceiling", Input.Of<Tlp>()), input.Field("acceptsObjects", Input.Of<bool>()));
            var statuses = input.Field("statuses", Input.NullableList(Input.Of<CampaignStatus>()));
            var tags = input.Field("tags", Input.NullableList(Input.Of<string>()));
            var campaigns = input.Field("campaigns", Input.NullableList(Input.Of<Guid>()));
            return values => new SaveTaxiiCollectionInput(
                values.Get(title),
                values.Get(description),
                values.Get(ceiling),
                values.Get(accepts),
                values.Get(statuses),
                values.Get(tags),
                values.Get(campaigns));
        });
        schema.InputObject<RemoveTaxiiCollectionInput>("RemoveTaxiiCollectionInput", input =>
        {
            var id = input.Field("id", Input.Of<Guid>());
            return values => new RemoveTaxiiCollectionInput(values.Get(id));
        });
        schema.Object<SaveTaxiiCollectionPayload>("SaveTaxiiCollectionPayload")
            .NullableField("collection", payload => payload.Collection)
            .ListField("errors", payload => payload.Errors);
        schema.Object<RemoveTaxiiCollectionPayload>("RemoveTaxiiCollectionPayload")
            .Field("removed", payload => payload.Removed)
            .ListField("errors", payload => payload.Errors);
        schema.Object<ServedCollection>("TaxiiCollection")
            .Field("id", collection => collection.Id)
            .Field("title", collection => collection.Title)
            .NullableField("description", collection => collection.Description)
            .Field("ceiling", collection => collection.Ceiling)
            .ListField("statuses", collection => collection.Filter.Statuses)
            .ListField("tags", collection => collection.Filter.Tags)
            .ListField("campaigns", collection => collection.Filter.Campaigns)
            .Field("acceptsObjects", collection => collection.AcceptsObjects)
            .Field("createdAt", collection => collection.CreatedAt)
            .Field("createdBy", collection => collection.CreatedBy);
    }
}

internal sealed record SaveTaxiiCollectionInput(
    string Title,
    string? Description,
    Tlp Ceiling,
    bool AcceptsObjects,
    IReadOnlyList<CampaignStatus>? Statuses,
    IReadOnlyList<string>? Tags,
    IReadOnlyList<Guid>? Campaigns);

internal sealed record RemoveTaxiiCollectionInput(Guid Id);

internal sealed record SaveTaxiiCollectionPayload(ServedCollection? Collection, IReadOnlyList<CommandError> Errors);

internal sealed record RemoveTaxiiCollectionPayload(bool Removed, IReadOnlyList<CommandError> Errors);
