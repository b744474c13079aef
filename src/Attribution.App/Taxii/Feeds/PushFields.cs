using Attribution.App.Access;
using Attribution.App.Campaigns;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Taxii.Feeds;

/// <summary>The fields of <c>taxii-feeds.graphql</c> about sending.</summary>
internal sealed class PushFields(FeedWork work, CampaignQueries campaigns)
{
    private const int CampaignsMax = 100;

    internal void Bind(SchemaBindings schema)
    {
        BindTypes(schema);
        schema.Object<TaxiiFeedView>("TaxiiFeed").Define("pushes", field => field.Returns(Output.List<TaxiiPushView>())
            .Async(async (feed, call) =>
                await work.Pushes.ListAsync(call.Caller(), feed.Feed.Id, id: null, call.Cancellation)));
        schema.Object<Root>("Mutation").Define("pushCampaigns", field =>
        {
            var input = field.Argument<PushCampaignsInput>("input");
            return field.Returns(Output.Of<PushCampaignsPayload>())
                .Async(async (_, call) => await DatabaseAway.OrToldAsync(() =>
                    PushAsync(call.Caller(), call.Get(input), call.Cancellation)));
        });
    }

    private async Task<PushCampaignsPayload> PushAsync(
        Principal caller, PushCampaignsInput wanted, CancellationToken cancellation)
    {
        var feed = (await work.Feeds.ListAsync(caller, wanted.Feed, cancellation)).SingleOrDefault();
        if (await ProblemAsync(caller, wanted, feed, cancellation) is { } problem)
        {
            return new PushCampaignsPayload(null, [problem]);
        }

        var id = Guid.CreateVersion7();
        await work.Pushes.AskAsync(
            caller, id, (feed!.Feed, [.. wanted.Campaigns.Distinct()], wanted.Ceiling), cancellation);
        work.Wake();
        return new PushCampaignsPayload(
            (await work.Pushes.ListAsync(caller, wanted.Feed, id, cancellation)).SingleOrDefault(), []);
    }

    /// <summary>What somebody may not see is not there, and what is above the ceiling would not be sent.</summary>
    private async Task<CommandError?> ProblemAsync(
        Principal caller, PushCampaignsInput wanted, TaxiiFeedView? feed, CancellationToken cancellation)
    {
        if (!caller.May(Permission.Decide))
        {
            return CommandError.Forbidden(Permission.Decide);
        }

        if (feed is null)
        {
            return FeedFields.NotFound("feed");
        }

        if (wanted.Campaigns.Count is 0 or > CampaignsMax)
        {
            return new CommandError("OUT_OF_RANGE", $"Send 1 to {CampaignsMax} campaigns at once.", "campaigns");
        }

        if (wanted.Ceiling > feed.Feed.Ceiling)
        {
            return new CommandError("ABOVE_CEILING", "The feed takes less than that.", "ceiling");
        }

        var seen = await campaigns.FindAsync(caller, [.. wanted.Campaigns], cancellation);
        var problems = wanted.Campaigns.Select((id, place) => (Campaign: seen.GetValueOrDefault(id), place))
            .Select(asked => asked.Campaign is null
                ? new CommandError(
                    CampaignRejection.NotFound.Code, CampaignRejection.NotFound.Message, $"campaigns/{asked.place}")
                : asked.Campaign.Handling.Tlp > wanted.Ceiling
                    ? new CommandError(
                        "ABOVE_CEILING", "Its label is above the ceiling.", $"campaigns/{asked.place}")
                : null);
        return problems.FirstOrDefault(problem => problem is not null);
    }

    private static void BindTypes(SchemaBindings schema)
    {
        schema.Enum("TaxiiPushState", Spelling.All<TaxiiPushState>());
        schema.Enum("TaxiiSendResult", Spelling.All<TaxiiSendResult>());
        schema.InputObject<PushCampaignsInput>("PushCampaignsInput", input =>
        {
            var feed = input.Field("feed", Input.Of<Guid>());
            var campaigns = input.Field("campaigns", Input.List<Guid>());
            var ceiling = input.Field("ceiling", Input.Of<Tlp>());
            return values => new PushCampaignsInput(values.Get(feed), values.Get(campaigns), values.Get(ceiling));
        });
        schema.Object<PushCampaignsPayload>("PushCampaignsPayload")
            .NullableField("push", payload => payload.Push)
            .ListField("errors", payload => payload.Errors);
        schema.Object<TaxiiPushView>("TaxiiPush")
            .Field("id", push => push.Id)
            .ListField("campaigns", push => push.Campaigns)
            .Field("ceiling", push => push.Ceiling)
            .Field("askedAt", push => push.AskedAt)
            .Field("askedBy", push => push.AskedBy)
            .Field("state", push => push.State)
            .Field("attempts", push => push.Attempts)
            .NullableField("nextAttemptAt", push => push.NextAttemptAt)
            .NullableField("completedAt", push => push.CompletedAt)
            .NullableField("code", push => push.Code)
            .NullableField("problem", push => push.Problem)
            .Field("accepted", push => push.Accepted)
            .Field("notAccepted", push => push.NotAccepted)
            .ListField("losses", push => push.Losses);
        schema.Object<TaxiiPushLoss>("TaxiiPushLoss")
            .Field("objectId", loss => loss.ObjectId)
            .Field("result", loss => loss.Result)
            .Field("message", loss => loss.Message);
    }
}

internal sealed record PushCampaignsInput(Guid Feed, IReadOnlyList<Guid> Campaigns, Tlp Ceiling);

internal sealed record PushCampaignsPayload(TaxiiPushView? Push, IReadOnlyList<CommandError> Errors);
