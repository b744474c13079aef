using System.Collections.Frozen;
using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.CampaignHistory;
using Attribution.App.History;
using Attribution.App.Hypotheses;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Hypotheses.HypothesisHistory;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Changes;

/// <summary>The fields of <c>changes.graphql</c>. For every batch of events the pages are read for the subscriber, so a
/// change reaches only who may see the campaign today.</summary>
internal sealed class ChangeFields(ChangeFeed feed, CampaignQueries campaigns, HypothesisQueries hypotheses)
{
    private static readonly FrozenSet<string> CampaignEvents =
        CampaignEventNames.Registry.Names.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> HypothesisEvents =
        HypothesisEventNames.Registry.Names.ToFrozenSet(StringComparer.Ordinal);

    internal void Bind(SchemaBindings schema)
    {
        schema.InputObject<CampaignChangeFilter>("CampaignChangeFilterInput", input =>
        {
            var status = input.Field("status", Input.NullableList(Input.Of<CampaignStatus>()));
            var tag = input.Field("tag", Input.Nullable<string>());
            return values => new CampaignChangeFilter(values.Get(status)?.ToImmutableArray(), values.Get(tag));
        });
        schema.Object<Root>("Subscription")
            .Define("campaignChanged", field =>
            {
                var id = field.Argument("id", Input.NullableValue<Guid>());
                var where = field.Argument("where", Input.Nullable<CampaignChangeFilter>());
                return field.Returns(Output.Of<CampaignChange>()).Stream(call =>
                    FollowCampaignsAsync(call.Get(id), call.Get(where) ?? CampaignChangeFilter.All, call));
            })
            .Define("hypothesisChanged", field =>
            {
                var campaign = field.Argument<Guid>("campaign");
                return field.Returns(Output.Of<HypothesisChange>())
                    .Stream(call => FollowHypothesesAsync(call.Get(campaign), call));
            });
        schema.Object<CampaignChange>("CampaignChange")
            .Field("campaign", change => change.Campaign)
            .Field("event", change => change.Event);
        schema.Object<HypothesisChange>("HypothesisChange")
            .Field("hypothesis", change => change.Hypothesis)
            .Field("event", change => change.Event);
    }

    private async IAsyncEnumerable<CampaignChange> FollowCampaignsAsync(
        Guid? id, CampaignChangeFilter filter, FieldCall call)
    {
        await foreach (var (record, page) in FollowAsync(
            call, record => CampaignEvents.Contains(record.Type) && IsWanted(record, id), campaigns.FindAsync))
        {
            if (filter.Allows(page))
            {
                yield return new CampaignChange(page, CampaignPast.Kind.Tell(record));
            }
        }
    }

    private async IAsyncEnumerable<HypothesisChange> FollowHypothesesAsync(Guid campaign, FieldCall call)
    {
        await foreach (var (record, page) in FollowAsync(
            call, record => HypothesisEvents.Contains(record.Type), hypotheses.FindAsync))
        {
            if (page.Campaign == campaign)
            {
                yield return new HypothesisChange(page, HypothesisPast.Kind.Tell(record));
            }
        }
    }

    /// <summary>The wanted events of the caller's tenant with the page of their stream, as far as the caller may see
    /// it. Kinds share names of events: the streams whose pages are found tell them apart.</summary>
    private async IAsyncEnumerable<(RecordedEvent Event, TPage Page)> FollowAsync<TPage>(
        FieldCall call,
        Func<RecordedEvent, bool> isWanted,
        Func<Principal, Guid[], CancellationToken, Task<IReadOnlyDictionary<Guid, TPage>>> find)
    {
        await foreach (var events in feed.FollowAsync(call.Caller().Tenant, call.Cancellation))
        {
            var wanted = events.Where(isWanted).ToArray();
            if (wanted.Length == 0)
            {
                continue;
            }

            var pages = await find(call.Caller(), Streams(wanted), call.Cancellation);
            foreach (var record in wanted)
            {
                if (pages.TryGetValue(record.Stream.Value, out var page))
                {
                    yield return (record, page);
                }
            }
        }
    }

    private static bool IsWanted(RecordedEvent record, Guid? id) => id is not { } one || record.Stream.Value == one;

    private static Guid[] Streams(IEnumerable<RecordedEvent> events) =>
        [.. events.Select(record => record.Stream.Value).Distinct()];
}

/// <summary>Which campaigns a subscriber wants to hear of; what is null does not matter.</summary>
internal sealed record CampaignChangeFilter(ImmutableArray<CampaignStatus>? Statuses, string? Tag)
{
    internal static CampaignChangeFilter All { get; } = new(null, null);

    internal bool Allows(CampaignView page) =>
        (Statuses is not { } statuses || statuses.Contains(page.Status))
        && (Tag is not { } tag || page.Tags.Contains(tag.Trim(), StringComparer.OrdinalIgnoreCase));
}

internal sealed record CampaignChange(CampaignView Campaign, HistoryEntry Event);

internal sealed record HypothesisChange(HypothesisView Hypothesis, HistoryEntry Event);
