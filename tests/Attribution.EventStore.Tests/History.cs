namespace Attribution.EventStore.Tests;

/// <summary>Random histories of ledgers in two tenants, some with the same UUIDs.</summary>
internal static class History
{
    internal static async Task AppendAsync(
        EventLog log, ProjectionSample sample, Random random, int streams, int commits, bool inline = false,
        bool close = true)
    {
        var ids = Enumerable.Range(0, streams)
            .Select(number => (Tenant: number % 3 == 0 ? "beta" : "acme", Number: random.Next()))
            .Select(name => new StreamId(name.Tenant, new Guid(name.Number, 0, 0, new byte[8])))
            .ToArray();
        var open = new HashSet<StreamId>();
        for (var commit = 0; commit < commits; commit++)
        {
            var stream = ids[commit < streams ? commit : random.Next(streams)];
            var events = Enumerable.Range(0, random.Next(1, 4))
                .Select(_ => Next(random, ids, stream, open, close)).ToArray();
            await (inline ? sample.AppendInlineAsync(log, stream, events) : sample.AppendAsync(log, stream, events));
        }
    }

    private static LedgerEvent Next(Random random, StreamId[] ids, StreamId stream, HashSet<StreamId> open, bool close)
    {
        if (open.Add(stream))
        {
            return new LedgerEvent.Opened($"owner {random.Next(5)}");
        }

        switch (random.Next(close ? 12 : 11))
        {
            case 11:
                open.Remove(stream);
                return new LedgerEvent.Closed();
            case 10:
                return new LedgerEvent.Cursed($"word {random.Next(100)}");
            case var other:
                return new LedgerEvent.Paid(other, ids[random.Next(ids.Length)].Value);
        }
    }
}
