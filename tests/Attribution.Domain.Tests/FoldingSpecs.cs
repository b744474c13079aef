using System.Diagnostics;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Hypotheses;
using Xunit.Abstractions;

namespace Attribution.Domain.Tests;

/// <summary>Long streams stay cheap to fold. The limits leave room for a busy machine; the figure is printed.</summary>
public sealed class FoldingSpecs(ITestOutputHelper output)
{
    private const int Rounds = 15;

    [Fact]
    public void A_thousand_links_fold_within_five_milliseconds()
    {
        CampaignEvent[] history =
        [
            Sample.Created,
            .. Enumerable.Range(1, 1_000)
                .Select(n => new CampaignEvent.IndicatorsLinked([Sample.Indicator(n)], Sample.Analyst, Sample.Now)),
        ];

        BestOf(() => Fold.Of<Campaign, CampaignEvent>(history)).ShouldBeLessThan(5);
    }

    [Fact]
    public void A_thousand_events_of_a_hypothesis_fold_within_six_milliseconds()
    {
        var state = Hypothesis.Initial.Evolve(Sample.Proposed);
        var history = new List<HypothesisEvent> { Sample.Proposed };
        for (var number = 1; history.Count < 1_000; number++)
        {
            var events = Sample.Add(Sample.Item(number, 1 + (number % 3), (Stance)(number % 2))).Decide(state).Events;
            history.AddRange(events);
            state = Fold.Onto(state, events);
        }

        BestOf(() => Fold.Of<Hypothesis, HypothesisEvent>(history)).ShouldBeLessThan(6);
    }

    [Fact]
    public void Adding_evidence_costs_the_same_for_the_first_and_the_thousandth_item()
    {
        var few = Decisions(items: 10);
        var many = Decisions(items: 2_000);

        (many / few).ShouldBeLessThan(8, $"{few:F4} ms against {many:F4} ms");
    }

    private double Decisions(int items)
    {
        var state = Hypothesis.Initial.Evolve(Sample.Proposed);
        for (var number = 1; number <= items; number++)
        {
            state = Fold.Onto(state, Sample.Add(Sample.Item(number)).Decide(state).Events);
        }

        return BestOf(() =>
        {
            for (var again = 1; again <= 200; again++)
            {
                _ = Sample.Add(Sample.Item(items + again)).Decide(state);
            }
        });
    }

    private double BestOf(Action fold)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            fold();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine($"{best:F3} ms");
        return best;
    }
}
