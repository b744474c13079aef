using Attribution.App.Access;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Taxii.Feeds;

/// <summary>The fields of <c>taxii-feeds.graphql</c> about reading. Whoever decides about hypotheses in an organisation
/// decides what it reads.</summary>
internal sealed class FeedFields(FeedWork work)
{
    internal void Bind(SchemaBindings schema)
    {
        BindInputs(schema);
        BindFeed(schema);
        schema.Object<Root>("Query").Define("taxiiFeeds", field => field.Returns(Output.List<TaxiiFeedView>())
            .Async(async (_, call) => await work.Feeds.ListAsync(call.Caller(), id: null, call.Cancellation)));
        schema.Object<Root>("Mutation")
            .Define("saveTaxiiFeed", field =>
            {
                var input = field.Argument<SaveTaxiiFeedInput>("input");
                return field.Returns(Output.Of<TaxiiFeedPayload.Saved>())
                    .Async(async (_, call) => await DatabaseAway.OrToldAsync(() =>
                        SaveAsync(call.Caller(), call.Get(input), call.Cancellation)));
            })
            .Define("removeTaxiiFeed", field =>
            {
                var input = field.Argument<RemoveTaxiiFeedInput>("input");
                return field.Returns(Output.Of<RemoveTaxiiFeedPayload>()).Async(async (_, call) =>
                    call.Caller().May(Permission.Decide)
                        ? new RemoveTaxiiFeedPayload(
                            await DatabaseAway.OrToldAsync(() => work.Feeds.RemoveAsync(
                                call.Caller(), call.Get(input).Id, call.Cancellation)),
                            [])
                        : new RemoveTaxiiFeedPayload(false, [CommandError.Forbidden(Permission.Decide)]));
            })
            .Define("pollNow", field =>
            {
                var input = field.Argument<PollNowInput>("input");
                return field.Returns(Output.Of<TaxiiFeedPayload.Asked>())
                    .Async(async (_, call) => await DatabaseAway.OrToldAsync(() =>
                        AskAsync(call.Caller(), call.Get(input).Id, call.Cancellation)));
            });
    }

    private async Task<TaxiiFeedPayload.Saved> SaveAsync(
        Principal caller, SaveTaxiiFeedInput wanted, CancellationToken cancellation)
    {
        if (await work.SaveAsync(caller, wanted, cancellation) is { } problem)
        {
            return new TaxiiFeedPayload.Saved(null, [problem]);
        }

        var saved = await work.Feeds.ListAsync(caller, TaxiiFeed.IdOf(caller, wanted.Name), cancellation);
        return new TaxiiFeedPayload.Saved(saved.Single(), []);
    }

    private async Task<TaxiiFeedPayload.Asked> AskAsync(Principal caller, Guid id, CancellationToken cancellation)
    {
        if (!caller.May(Permission.Decide))
        {
            return new TaxiiFeedPayload.Asked(null, [CommandError.Forbidden(Permission.Decide)]);
        }

        if (!await work.Feeds.AskAsync(caller, id, cancellation))
        {
            return new TaxiiFeedPayload.Asked(null, [NotFound("id")]);
        }

        work.Wake();
        return new TaxiiFeedPayload.Asked((await work.Feeds.ListAsync(caller, id, cancellation)).SingleOrDefault(), []);
    }

    internal static CommandError NotFound(string path) => new("FEED_NOT_FOUND", "There is no such feed.", path);

    private static void BindInputs(SchemaBindings schema)
    {
        schema.InputObject<SaveTaxiiFeedInput>("SaveTaxiiFeedInput", input =>
        {
            var (name, root) = (input.Field("name", Input.Of<string>()), input.Field("apiRoot", Input.Of<string>()));
            var (collection, ceiling) = (
                input.Field("collection", Input.Of<string>()), input.Field("ceiling", Input.Of<Tlp>()));
            var (credentials, every) = (
                input.Field("credentials", Input.Nullable<string>()),
                input.Field("everyMinutes", Input.NullableValue<int>()));
            var ids = input.Field("ids", Input.NullableList(Input.Of<string>()));
            var types = input.Field("types", Input.NullableList(Input.Of<string>()));
            var specVersions = input.Field("specVersions", Input.NullableList(Input.Of<string>()));
            return values => new SaveTaxiiFeedInput(
                values.Get(name),
                values.Get(root),
                values.Get(collection),
                values.Get(ceiling),
                values.Get(credentials),
                values.Get(every),
                values.Get(ids),
                values.Get(types),
                values.Get(specVersions));
        });
        schema.InputObject<RemoveTaxiiFeedInput>("RemoveTaxiiFeedInput", input =>
        {
            var id = input.Field("id", Input.Of<Guid>());
            return values => new RemoveTaxiiFeedInput(values.Get(id));
        });
        schema.InputObject<PollNowInput>("PollNowInput", input =>
        {
            var id = input.Field("id", Input.Of<Guid>());
            return values => new PollNowInput(values.Get(id));
        });
        schema.Object<TaxiiFeedPayload.Saved>("SaveTaxiiFeedPayload")
            .NullableField("feed", payload => payload.Feed)
            .ListField("errors", payload => payload.Errors);
        schema.Object<TaxiiFeedPayload.Asked>("PollNowPayload")
            .NullableField("feed", payload => payload.Feed)
            .ListField("errors", payload => payload.Errors);
        schema.Object<RemoveTaxiiFeedPayload>("RemoveTaxiiFeedPayload")
            .Field("removed", payload => payload.Removed)
            .ListField("errors", payload => payload.Errors);
    }

    private static void BindFeed(SchemaBindings schema)
    {
        schema.Object<TaxiiFeedView>("TaxiiFeed")
            .Field("id", feed => feed.Feed.Id)
            .Field("name", feed => feed.Name)
            .Field("apiRoot", feed => feed.Feed.Source.ApiRoot.AbsoluteUri)
            .Field("collection", feed => feed.Feed.Source.Collection)
            .Field("ceiling", feed => feed.Feed.Ceiling)
            .NullableField("credentials", feed => feed.Feed.Source.Credentials)
            .NullableField("everyMinutes", feed => (int?)feed.Feed.Every?.TotalMinutes)
            .ListField("ids", feed => feed.Feed.Source.Filter.Ids)
            .ListField("types", feed => feed.Feed.Source.Filter.Types)
            .ListField("specVersions", feed => feed.Feed.Source.Filter.SpecVersions)
            .Field("savedAt", feed => feed.SavedAt)
            .Field("savedBy", feed => feed.SavedBy)
            .Field("health", feed => feed.Health);
        schema.Object<FeedHealth>("TaxiiFeedHealth")
            .NullableField("polledAt", health => health.PolledAt)
            .NullableField("succeededAt", health => health.SucceededAt)
            .NullableField("caughtUpAt", health => health.CaughtUpAt)
            .NullableField("readUpTo", health => health.ReadUpTo)
            .NullableField("nextPollAt", health => health.NextPollAt)
            .Field("failuresInARow", health => health.FailuresInARow)
            .NullableField("failingSince", health => health.FailingSince)
            .NullableField("code", health => health.Code)
            .NullableField("problem", health => health.Problem)
            .ListField("remarks", health => health.Remarks)
            .Field("received", health => health.Received)
            .Field("refused", health => health.Refused)
            .NullableField("lastImport", health => health.LastImport);
    }
}

internal sealed record RemoveTaxiiFeedInput(Guid Id);

internal sealed record PollNowInput(Guid Id);

/// <summary>A feed, or why there is none.</summary>
internal abstract record TaxiiFeedPayload(TaxiiFeedView? Feed, IReadOnlyList<CommandError> Errors)
{
    internal sealed record Saved(TaxiiFeedView? Feed, IReadOnlyList<CommandError> Errors)
        : TaxiiFeedPayload(Feed, Errors);

    internal sealed record Asked(TaxiiFeedView? Feed, IReadOnlyList<CommandError> Errors)
        : TaxiiFeedPayload(Feed, Errors);
}

internal sealed record RemoveTaxiiFeedPayload(bool Removed, IReadOnlyList<CommandError> Errors);
