namespace Attribution.Benchmarks.EventStore;

/// <summary>The streams that exist before anything is measured, and who works on which.</summary>
internal sealed class Campaigns
{
    internal const int Count = 20_000;
    internal const int CallersMax = 128;

    private readonly Random[] _randoms;

    internal Campaigns(int seed)
    {
        var random = new Random(seed);
        Ids = [.. Enumerable.Range(0, Count).Select(_ => Id(random))];
        Versions = [.. Enumerable.Repeat(1L, Count)];
        _randoms = [.. Enumerable.Range(0, CallersMax).Select(caller => new Random(seed + caller))];
    }

    internal Guid[] Ids { get; }

    internal long[] Versions { get; }

    /// <summary>A stream of this caller's own, and its random numbers.</summary>
    internal (Random Random, int Place) Next(int caller)
    {
        var random = _randoms[caller];
        return (random, (random.Next(Count / CallersMax) * CallersMax) + caller);
    }

    private static Guid Id(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
