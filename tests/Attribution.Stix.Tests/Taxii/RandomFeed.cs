using System.Globalization;
using Attribution.Stix.Taxii;
using NodaTime;

namespace Attribution.Stix.Tests.Taxii;

/// <summary>A server in memory that misbehaves by chance, and a reader that crashes by chance.</summary>
internal sealed class RandomFeed(int seed)
{
    private static readonly TaxiiPollOptions Options = new() { PageSize = 5, MaxPageSize = 1000 };

    private readonly Random _random = new(seed);
    private readonly List<(int Id, Instant Added)> _objects = [];
    private readonly HashSet<int> _received = [];
    private Instant _now = FeedServer.Morning;

    /// <summary>The objects that never arrived.</summary>
    public List<int> Run()
    {
        var stored = TaxiiCursor.Start;
        for (var poll = 0; poll < 30; poll++)
        {
            AddSome();
            stored = Poll(stored, mayCrash: true);
        }

        // The last poll may still follow a query that began before the last objects were added; the one after it may
        // not.
        Poll(Poll(stored, mayCrash: false), mayCrash: false);
        return [.. _objects.Select(entry => entry.Id).Except(_received)];
    }

    private void AddSome()
    {
        for (var count = _random.Next(12); count > 0; count--)
        {
            _now += Duration.FromMilliseconds(_random.Next(3) == 0 ? 0 : _random.Next(2000));
            var isFuture = _random.Next(20) == 0;
            _objects.Add((_objects.Count, _now + (isFuture ? Duration.FromHours(5) : Duration.Zero)));
        }

        _objects.Sort((one, other) => (one.Added, one.Id).CompareTo((other.Added, other.Id)));
    }

    private TaxiiCursor Poll(TaxiiCursor stored, bool mayCrash)
    {
        var walk = new PageWalk(stored, Options);
        while (!walk.IsDone)
        {
            if (walk.Cursor.Next is not null && _random.Next(5) == 0 && walk.DropNext())
            {
                continue;
            }

            var (ids, facts) = Answer(walk.Cursor, walk.Limit);
            if (mayCrash && _random.Next(10) == 0)
            {
                return stored;
            }

            walk.Take(facts);
            _received.UnionWith(ids);
            stored = walk.Cursor;
        }

        return stored;
    }

    private (List<int> Ids, PageFacts Facts) Answer(TaxiiCursor cursor, int limit)
    {
        var found = TaxiiTimestamp.TryParse(cursor.AddedAfter, out var after)
            ? _objects.Where(entry => entry.Added > after).ToList()
            : [.. _objects];
        var skip = cursor.Next is { } next ? int.Parse(next, CultureInfo.InvariantCulture) : 0;
        var page = found.Skip(skip).Take(_random.Next(4) == 0 ? Math.Max(1, limit / 2) : limit).ToList();
        var hasMore = skip + page.Count < found.Count;
        var facts = new PageFacts(
            page.Count,
            hasMore,
            hasMore && _random.Next(3) > 0 ? (skip + page.Count).ToString(CultureInfo.InvariantCulture) : null,
            page.Count > 0 ? page[^1].Added : null,
            string.Join(',', page),
            null,
            _now);
        return ([.. page.Select(entry => entry.Id)], facts);
    }
}
