using System.Collections.Immutable;
using Attribution.Domain.Campaigns;
using Attribution.Domain.KillChain;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.Campaigns.Sightings;

/// <summary>An event that says something of a campaign, and when that was seen.</summary>
/// <param name="First">When the source saw it first; when the event was recorded, where no source says.</param>
/// <param name="Last">When the source saw it last.</param>
/// <param name="Version">The event's version, as the campaign's history numbers it.</param>
/// <param name="Confidence">How sure the source is, 0 to 100; null when it does not say.</param>
/// <param name="IsDated">Whether a source says when it was seen; the dates are those of the record otherwise.</param>
internal sealed record Sighting(
    Instant First, Instant Last, long Version, int? Confidence = null, bool IsDated = false);

/// <summary>What a campaign is linked to, and the events that say so: folded from its log. What was unlinked is gone
/// with the events that had linked it.</summary>
internal sealed class LinkSightings
{
    private readonly Dictionary<string, string> _observableTypes = new(StringComparer.Ordinal);

    internal static LinkSightings None { get; } = new();

    internal SightingsOf<string> Techniques { get; } = new();

    internal SightingsOf<string> Indicators { get; } = new();

    internal SightingsOf<Target> Targets { get; } = new();

    /// <summary>The techniques as a kill chain counts them: those seen over a time count at both ends of it.</summary>
    internal IEnumerable<Observation> Observations =>
        from technique in Techniques.All
        from sighting in technique.Sightings
        from at in new[] { sighting.First, sighting.Last }.Distinct()
        select new Observation(technique.Item, at, sighting.Version);

    /// <summary>Folds the events of one campaign.</summary>
    internal static LinkSightings Of(IEnumerable<RecordedEvent> events)
    {
        var links = new LinkSightings();
        foreach (var record in events)
        {
            links.Take(CampaignEventNames.Registry.Read(record), record);
        }

        return links;
    }

    /// <summary>The type of observable an indicator is about (<c>ipv4-addr</c>), as the label of the cluster says that
    /// brought it; null when none did.</summary>
    internal string? ObservableTypeOf(string indicator) => _observableTypes.GetValueOrDefault(indicator);

    private void Take(CampaignEvent happened, RecordedEvent record)
    {
        var recorded = new Sighting(record.RecordedAt, record.RecordedAt, record.Version);
        switch (happened)
        {
            case CampaignEvent.Promoted e:
                var promoted = Seen(
                    recorded with { Confidence = e.InitialConfidence?.Value },
                    e.Profile.FirstSeen,
                    e.Profile.LastSeen);
                Techniques.Add(e.Techniques, promoted);
                Indicators.Add(e.Indicators, promoted);
                TakeObservableType(e);
                break;
            case CampaignEvent.ClusterMerged e:
                var merged = Seen(recorded, e.FirstSeen, e.LastSeen);
                Techniques.Add(e.Techniques, merged);
                Indicators.Add(e.Indicators, merged);
                break;
            case CampaignEvent.IndicatorsLinked e:
                Indicators.Add(e.Indicators, recorded);
                break;
            case CampaignEvent.IndicatorsUnlinked e:
                Indicators.Remove(e.Indicators);
                break;
            case CampaignEvent.TechniquesObserved e:
                Techniques.Add(e.Techniques, recorded);
                break;
            case CampaignEvent.TechniquesDiscarded e:
                Techniques.Remove(e.Techniques);
                break;
            case CampaignEvent.TargetsIdentified e:
                Targets.Add(e.Targets, recorded);
                break;
            case CampaignEvent.TargetsDiscarded e:
                Targets.Remove(e.Targets);
                break;
        }
    }

    private static Sighting Seen(Sighting recorded, Instant? first, Instant? last) => recorded with
    {
        First = first ?? last ?? recorded.First,
        Last = last ?? first ?? recorded.Last,
        IsDated = (first ?? last) is not null,
    };

    // The pipeline clusters indicators of one type and puts that type into the label: cluster:{type}:{tags}.
    private void TakeObservableType(CampaignEvent.Promoted promoted)
    {
        if (promoted.ClusterLabel?.Split(':') is ["cluster", { Length: > 0 } type, _, ..])
        {
            foreach (var indicator in promoted.Indicators)
            {
                _observableTypes[indicator] = type;
            }
        }
    }
}

/// <summary>Items with the sightings of each, in the order in which they were first linked.</summary>
internal sealed class SightingsOf<T>
    where T : notnull
{
    private readonly OrderedDictionary<T, ImmutableArray<Sighting>> _items = [];

    internal IEnumerable<(T Item, ImmutableArray<Sighting> Sightings)> All =>
        _items.Select(pair => (pair.Key, pair.Value));

    internal void Add(ImmutableArray<T> items, Sighting sighting)
    {
        foreach (var item in items)
        {
            _items[item] = _items.TryGetValue(item, out var earlier) ? earlier.Add(sighting) : [sighting];
        }
    }

    internal void Remove(ImmutableArray<T> items)
    {
        foreach (var item in items)
        {
            _items.Remove(item);
        }
    }
}
