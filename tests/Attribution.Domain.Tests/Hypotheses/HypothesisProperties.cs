using Attribution.Domain.Campaigns;
using Attribution.Domain.Confidence;
using Attribution.Domain.Evidence;
using Attribution.Domain.Hypotheses;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Domain.Tests.Hypotheses;

public sealed class HypothesisProperties
{
    private const int Runs = 400;

    [Fact]
    public void The_laws_of_every_aggregate_hold_for_hypotheses() =>
        new AggregateLaws<Hypothesis, HypothesisEvent>(AnyCommand).Hold();

    [Fact]
    public void Machines_alone_never_lift_a_hypothesis_above_sixty()
    {
        var seed = (ulong)Random.Shared.NextInt64();
        foreach (var commands in AnyCommand.ArrayOf(40).Sample(Runs, new Rnd(seed), 40))
        {
            var state = Hypothesis.Initial.Evolve(Sample.Proposal(Sample.Machine));
            foreach (var command in commands.Where(command => command is not ReviewHypothesis))
            {
                state = Fold.Onto(state, command.Decide(state).Events);
                (state as Hypothesis.Open)?.Confidence.Value.ShouldBeLessThanOrEqualTo(60, $"{command}, seed {seed}");
            }
        }
    }

    [Fact]
    public void Nothing_a_machine_does_raises_a_hypothesis_above_sixty_whatever_went_before()
    {
        var seed = (ulong)Random.Shared.NextInt64();
        foreach (var commands in AnyCommand.ArrayOf(60).Sample(Runs, new Rnd(seed), 40))
        {
            var state = Hypothesis.Initial.Evolve(Sample.Proposed);
            foreach (var command in commands)
            {
                var decision = command.Decide(state);
                var after = Fold.Onto(state, decision.Events);
                if (decision.Events is [{ By.Source: not Source.Analyst }, ..])
                {
                    ValueOf(after).ShouldBeLessThanOrEqualTo(Math.Max(ValueOf(state), 60), $"{command}, seed {seed}");
                }

                state = after;
            }
        }
    }

    [Fact]
    public void The_running_sums_equal_a_count_from_scratch()
    {
        var seed = (ulong)Random.Shared.NextInt64();
        foreach (var commands in AnyCommand.ArrayOf(60).Sample(Runs, new Rnd(seed), 40))
        {
            var state = Hypothesis.Initial.Evolve(Sample.Proposed);
            foreach (var command in commands)
            {
                state = Fold.Onto(state, command.Decide(state).Events);
            }

            var standing = (state as Hypothesis.Open ?? ((Hypothesis.Resolved)state).Last).Standing;
            CountsAgree(standing, $"seed {seed}");
        }
    }

    private static int ValueOf(Hypothesis state) =>
        (state as Hypothesis.Open ?? ((Hypothesis.Resolved)state).Last).Confidence.Value;

    private static void CountsAgree(Standing standing, string story)
    {
        var live = standing.Evidence.Values.Where(weighed => !weighed.IsWithdrawn).ToList();
        var supporting = live.Where(weighed => weighed.Item.Stance is Stance.Supports).ToList();
        var tally = standing.Tally;
        tally.SupportingWeight.ShouldBe(supporting.Sum(weighed => weighed.Item.Weight), story);
        tally.ContradictingWeight.ShouldBe(live.Sum(weighed => weighed.Item.Weight) - tally.SupportingWeight, story);
        tally.UnreviewedWeight.ShouldBe(supporting.Where(w => !w.IsTrusted).Sum(w => w.Item.Weight), story);
        tally.SupportingItems.ShouldBe(supporting.Count, story);
        tally.WorstReliability.ShouldBe(
            supporting.Select(weighed => weighed.Item.Reliability).DefaultIfEmpty(Reliability.F).Max(), story);
        tally.IndependentSources.ShouldBe(
            supporting
                .Where(weighed => weighed.IsTrusted && weighed.Item.Reliability <= Reliability.B)
                .Select(weighed => weighed.Origin.ToUpperInvariant())
                .Distinct()
                .Count(),
            story);
    }

    private static readonly Gen<EvidenceItem> AnyEvidence =
        from number in Gen.Choose(0, 12)
        from artifact in Gen.Choose(0, 8)
        from stance in Gen.Elements(Stance.Supports, Stance.Supports, Stance.Contradicts)
        from kind in Gen.Elements("malware_similarity", "timing", "timing", "")
        from weight in Gen.Frequency((9, Gen.Choose(1, 100)), (1, Gen.Elements(0, -5, 101)))
        from letter in Gen.Elements(Reliability.A, Reliability.B, Reliability.C, Reliability.F)
        from source in Gen.Elements(Source.Analyst, Source.AiCopilot)
        from origin in Gen.Elements<string?>("vendor", "Sensor", null)
        select Sample.Item(number, weight, stance, source, letter, origin) with
        {
            Kind = kind,
            Artifacts = artifact == 0 ? default : [$"artifact {artifact}"],
        };

    private static readonly Gen<ICommand<Hypothesis, HypothesisEvent>> AnyCommand =
        from who in Any.Author
        from at in Any.Time
        from why in Any.Text
        from status in Gen.Frequency(
            (9, Gen.Constant(CampaignStatus.Active)),
            (1, Gen.Constant(CampaignStatus.Concluded)))
        from evidence in AnyEvidence
        from value in Any.Perhaps(Any.Percent)
        from resolution in Gen.Elements(Resolution.Supported, Resolution.Refuted, (Resolution)4)
        from consistency in Gen.Elements(Consistency.Neutral, Consistency.Consistent, (Consistency)8)
        from which in Gen.Choose(0, 16)
        select (ICommand<Hypothesis, HypothesisEvent>)(which switch
        {
            0 => new ProposeHypothesis(
                Sample.HypothesisId, Sample.Tenant, Sample.CampaignId, status, Sample.ActorId, "A", why, null, who, at),
            1 or 2 => new ReviewHypothesis(why, who, at),
            3 => new ReviseConfidence(value, why, who, at),
            4 => new ResolveHypothesis(resolution, why, who, at),
            5 => new ReopenHypothesis(why, who, at),
            16 => new RateEvidence(evidence.Id, status is CampaignStatus.Active, consistency, why, who, at),
            6 or 7 => new WithdrawEvidence(evidence.Id, why, who, at),
            _ => new AddEvidence(evidence, status, who, at),
        });
}
