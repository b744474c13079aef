using Attribution.Domain.Hypotheses;
using static Attribution.Domain.Tests.Hypotheses.HypothesisSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Hypotheses;

public sealed class ReopenHypothesisSpecs
{
    private static readonly ReopenHypothesis Reopen = new(Why, Analyst, Now);
    private static readonly ResolveHypothesis Resolve = new(Resolution.Refuted, Why, Analyst, Now);

    [Fact]
    public void A_resolved_hypothesis_is_reopened_with_a_reason() =>
        Given(Proposed).And(Resolve).When(Reopen).Then(new HypothesisEvent.Reopened(Why, Analyst, Now));

    [Fact]
    public void It_goes_on_from_where_it_was() =>
        Given(Proposed)
            .And(Add(Item(1, 30)), Resolve, Reopen)
            .When(Add(Item(2, 15)))
            .ValueAfter().ShouldBe(45);

    [Fact]
    public void An_open_hypothesis_is_not_reopened() => Given(Proposed).When(Reopen).ThenNothing();

    [Fact]
    public void Nobody_reopens_without_a_reason() =>
        Given(Proposed).And(Resolve).When(Reopen with { Reason = "" }).ThenRejected("REASON_REQUIRED", "reason");

    [Fact]
    public void A_hypothesis_that_does_not_exist_is_not_found() =>
        Given().When(Reopen).ThenRejected("HYPOTHESIS_NOT_FOUND");
}
