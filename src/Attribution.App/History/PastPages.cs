using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Pipeline;
using Attribution.Domain;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;

namespace Attribution.App.History;

/// <summary>
/// Pages as they were, folded from the log. The caller has found today's page before: today's rights decide, and no
/// right of that day.
/// </summary>
internal sealed class PastPages(EventLog log)
{
    /// <summary>A page as of a moment; null when there was none yet.</summary>
    internal async Task<TView?> FindAsync<TState, TView, TEvent>(
        Aggregate<TState, TView, TEvent> aggregate, StreamId stream, Moment moment, CancellationToken cancellation)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        var then = await log.FetchAsOfAsync(aggregate.Streams, stream, moment.Range, cancellation);
        return moment.Allows(then.Version) ? then.State.View : null;
    }

    /// <summary>A campaign as of a moment. What has been redacted since is out of sight in its past as well.</summary>
    internal async Task<CampaignView?> FindCampaignAsync(
        StreamId stream, Moment moment, CancellationToken cancellation)
    {
        CampaignView? then = null;
        var redacted = new HashSet<RedactableField>();
        foreach (var record in await log.ReadStreamAsync(stream, cancellation: cancellation))
        {
            var happened = CampaignEventNames.Registry.Read(record);
            if (record.Version <= moment.Range.ToVersion && !(record.RecordedAt > moment.At))
            {
                then = CampaignView.Evolve(then, happened, record) with { AsOf = record.RecordedAt };
            }
            else if (happened is CampaignEvent.Redacted later)
            {
                redacted.Add(later.Field);
            }
        }

        return then is null || !moment.Allows(then.Version)
            ? null
            : then with
            {
                AsOf = moment.At ?? then.AsOf,
                Profile = redacted.Aggregate(then.Profile, Redaction.ApplyTo),
            };
    }
}
