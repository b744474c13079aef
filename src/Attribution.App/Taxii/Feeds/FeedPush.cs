using Attribution.App.StixExport;
using Attribution.Stix;
using Attribution.Stix.Taxii;
using NodaTime;

namespace Attribution.App.Taxii.Feeds;

/// <summary>
/// Sends campaigns to the collection of a feed. What is sent is made anew for each attempt, for the feed's narrowest
/// reader under the push's ceiling: what was narrowed meanwhile stays here, and what the server has taken already is
/// not sent again.
/// </summary>
internal sealed class FeedPush(StixExporter exporter, TaxiiPushes pushes, IClock clock, FeedOptions options)
{
    private const long EnvelopeBytesMax = 10 * 1024 * 1024;
    private const int KeptAtOnce = 500;
    private const int AttemptsMax = 8;

    /// <summary>Sends what is left.</summary>
    internal async Task RunAsync(TakenPush push, CancellationToken stop)
    {
        var objects = await FindUnsentAsync(push, stop);
        var failure = await SendAsync(push, objects, stop);
        await pushes.EndAsync(push, EndOf(push, failure), stop);
    }

    /// <summary>What becomes of a push after an attempt.</summary>
    internal PushEnd EndOf(TakenPush push, FeedFailure? failure) =>
        failure is not null && push.Attempts + 1 < AttemptsMax
            ? new PushEnd(clock.GetCurrentInstant() + failure.Rest(push.Attempts + 1), failure)
            : new PushEnd(RetryAt: null, failure);

    private async Task<List<StixObject>> FindUnsentAsync(TakenPush push, CancellationToken stop)
    {
        var (told, _) = await exporter.CollectAsync(
            new StixExportRequest(push.Ceiling) { Campaigns = push.Campaigns },
            push.Feed.Reader with { Clearance = push.Ceiling },
            stop);
        var accepted = await pushes.FindAcceptedAsync(push.Feed, told.Select(one => one.Id.ToString()), stop);
        return
        [
            .. told.Where(one => accepted.GetValueOrDefault(ObjectKey.Of(one)) != StixVersion.Of(one).Fingerprint),
        ];
    }

    private async Task<FeedFailure?> SendAsync(TakenPush push, List<StixObject> objects, CancellationToken stop)
    {
        if (objects.Count == 0)
        {
            return null;
        }

        var source = push.Feed.Source;
        using var connection = FeedConnection.Open(push.Feed.Tenant, source, options);
        var root = await connection.Client.GetApiRootAsync(source.ApiRoot, stop);
        var sizes = new TaxiiPushOptions
        {
            MaxContentLengthBytes = Math.Min(root.MaxContentLengthBytes ?? EnvelopeBytesMax, EnvelopeBytesMax),
        };
        var (sent, silent) = (new List<SentObject>(), 0);
        try
        {
            await foreach (var outcome in connection.Client.PushAsync(
                source.ApiRoot, source.Collection, objects, sizes, stop))
            {
                silent += outcome.Result == TaxiiPushResult.Unknown ? 1 : 0;
                sent.Add(Sent(outcome));
                if (sent.Count == KeptAtOnce)
                {
                    await KeepAsync(push, sent, stop);
                }
            }
        }
        finally
        {
            // What the server has said is kept also when the next request fails.
            await KeepAsync(push, sent, CancellationToken.None);
        }

        return silent == 0 ? null : new FeedFailure(
            "TAXII_STATUS_UNKNOWN", $"The server has not said what became of {silent} objects; they are sent again.");
    }

    private async Task KeepAsync(TakenPush push, List<SentObject> sent, CancellationToken cancellation)
    {
        if (sent.Count > 0 && !await pushes.KeepAsync(push, sent, cancellation))
        {
            throw new FeedProblem("FEED_TAKEN", "Another node sends it by now, or it was removed.");
        }

        sent.Clear();
    }

    private static SentObject Sent(TaxiiPushOutcome outcome) => new(
        ObjectKey.Of(outcome.Object),
        StixVersion.Of(outcome.Object).Fingerprint,
        outcome.Result switch
        {
            TaxiiPushResult.Accepted => TaxiiSendResult.Accepted,
            TaxiiPushResult.Rejected => TaxiiSendResult.Rejected,
            TaxiiPushResult.TooLarge => TaxiiSendResult.TooLarge,
            _ => TaxiiSendResult.Unknown,
        },
        outcome.Message);
}
