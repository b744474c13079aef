using Attribution.EventStore;
using NodaTime;

namespace Attribution.Benchmarks.EventStore;

/// <summary>The jobs as the event store does them. Each caller has streams of its own, so no commit
/// conflicts.</summary>
internal sealed class OurSide(EventLog log, Payloads payloads, Campaigns campaigns)
{
    internal async Task AppendOneAsync(int caller)
    {
        var (random, place) = campaigns.Next(caller);
        var version = campaigns.Versions[place];
        var stream = new StreamId(CampaignTable.Tenant, campaigns.Ids[place]);
        await StoreAsync(random, stream, ExpectedVersion.Exactly(version), events: 1, version + 1);
        campaigns.Versions[place] = version + 1;
    }

    internal Task StartAsync(int caller) => StoreAsync(
        campaigns.Next(caller).Random,
        new StreamId(CampaignTable.Tenant, Guid.NewGuid()),
        ExpectedVersion.NoStream,
        events: 3,
        version: 3);

    private async Task StoreAsync(Random random, StreamId stream, ExpectedVersion expected, int events, long version)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var data = Enumerable.Range(0, events).Select(_ =>
            new EventData(Guid.NewGuid(), "evidence_added", payloads.AnyEvent(random), "EvidenceAdded"));
        var metadata = new EventMetadata(now, "anna", "triage", "correlation-1", "message-7");
        var append = new StreamAppend(stream, "campaign", expected, [.. data], metadata);
        var result = await log.CommitAsync(new Commit(
            Guid.NewGuid(), [append], CampaignTable.Upsert(stream, payloads.AnyDocument(random), version, now)));
        if (result is not CommitResult.Stored)
        {
            throw new InvalidOperationException($"A commit that cannot conflict was answered with {result}.");
        }
    }
}
