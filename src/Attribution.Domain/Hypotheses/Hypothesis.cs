using System.Diagnostics;
using Attribution.Domain.Confidence;
using Attribution.Domain.Evidence;

namespace Attribution.Domain.Hypotheses;

/// <summary>What a hypothesis ("this actor is behind this campaign") remembers for its decisions.</summary>
public abstract record Hypothesis : IState<Hypothesis, HypothesisEvent>
{
    private Hypothesis()
    {
    }

    /// <summary>Nobody has proposed it yet.</summary>
    public static Hypothesis Initial { get; } = new Unproposed();

    public abstract Hypothesis Evolve(HypothesisEvent happened);

    /// <summary>Decides on an open hypothesis; refuses on one that does not exist or is resolved.</summary>
    internal Decision<HypothesisEvent> IfOpen(Func<Open, Decision<HypothesisEvent>> decide) => this switch
    {
        Open open => decide(open),
        Resolved => HypothesisRejection.Resolved,
        _ => HypothesisRejection.NotFound,
    };

    private static UnreachableException NeverFollows(HypothesisEvent happened, Hypothesis state) =>
        new($"{happened.GetType().Name} never follows the state {state.GetType().Name}.");

    public sealed record Unproposed : Hypothesis
    {
        public override Hypothesis Evolve(HypothesisEvent happened) => happened switch
        {
            HypothesisEvent.Proposed proposed => new Open(proposed),
            _ => throw NeverFollows(happened, this),
        };
    }

    /// <summary>A hypothesis under discussion.</summary>
    public sealed record Open(HypothesisEvent.Proposed Proposal) : Hypothesis
    {
        public Assessment Confidence { get; init; } = Assessment.None;

        /// <summary>The last rating of each item against this hypothesis.</summary>
        public ImmutableDictionary<Guid, Consistency> Ratings { get; init; } =
            ImmutableDictionary<Guid, Consistency>.Empty;

        internal Standing Standing { get; init; } = new(Proposal.Source);

        public override Hypothesis Evolve(HypothesisEvent happened) => happened switch
        {
            HypothesisEvent.EvidenceAdded e => this with { Standing = Standing.With(e.Evidence, e.By.Id) },
            HypothesisEvent.EvidenceWithdrawn e => this with { Standing = Standing.Without(e.Evidence) },
            HypothesisEvent.ReviewedByAnalyst e => this with { Standing = Standing.ReviewedBy(e.Analyst) },
            HypothesisEvent.ConfidenceRevised revised => this with
            {
                Confidence = revised.Confidence,
                Standing = Standing with { AnalystAdjustment = revised.Inputs.AnalystAdjustment },
            },
            HypothesisEvent.EvidenceRated rated => this with
            {
                Ratings = Ratings.SetItem(rated.Evidence, rated.Consistency),
            },
            HypothesisEvent.Resolved resolved => new Resolved(this, resolved.Resolution),
            _ => throw NeverFollows(happened, this),
        };
    }

    /// <summary>A hypothesis that has found its answer: it takes nothing but being reopened.</summary>
    public sealed record Resolved(Open Last, Resolution Resolution) : Hypothesis
    {
        public override Hypothesis Evolve(HypothesisEvent happened) => happened switch
        {
            HypothesisEvent.Reopened => Last,
            _ => throw NeverFollows(happened, this),
        };
    }
}
