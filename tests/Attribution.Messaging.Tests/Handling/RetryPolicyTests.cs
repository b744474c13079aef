using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Npgsql;

namespace Attribution.Messaging.Tests.Handling;

public sealed class RetryPolicyTests
{
    private static readonly Backoff OneToTen = new(Duration.FromSeconds(1), Duration.FromSeconds(10));

    [Theory]
    [InlineData(1, 0.0, 1.0)]
    [InlineData(2, 0.0, 2.0)]
    [InlineData(4, 0.0, 8.0)]
    [InlineData(5, 0.0, 10.0)]
    [InlineData(4_000, 0.0, 10.0)]
    [InlineData(2, 0.5, 1.5)]
    public void Waits_double_up_to_the_longest_and_jitter_only_shortens_them(
        int attempt, double random, double seconds) =>
        OneToTen.After(attempt, random).ShouldBe(Duration.FromSeconds(seconds));

    [Fact]
    public void A_wait_is_never_longer_than_the_longest_nor_shorter_than_the_jitter_allows() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(int Attempt, int Random)>(), input =>
        {
            var random = Math.Abs(input.Random % 1000L) / 1000.0;
            var wait = OneToTen.After(Math.Abs(input.Attempt % 10_000) + 1, random);
            return wait >= Duration.FromSeconds(0.5) && wait <= Duration.FromSeconds(10);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_first_rule_that_applies_decides()
    {
        var policy = new RetryPolicy
        {
            MaxAttempts = 9,
            Rules = [new(failure => failure.Code == "A", 2, OneToTen), new(_ => true, 3, OneToTen)],
        };

        policy.Decide(new("A", ""), 2, 0).ShouldBeOfType<RetryDecision.GiveUp>();
        policy.Decide(new("B", ""), 2, 0).ShouldBe(new RetryDecision.Again(Duration.FromSeconds(2)));
        policy.Decide(new("B", ""), 3, 0).ShouldBeOfType<RetryDecision.GiveUp>();
    }

    [Fact]
    public void A_message_that_only_kills_nodes_is_exhausted_after_more_attempts_than_any_rule_allows()
    {
        var policy = new RetryPolicy { MaxAttempts = 2, Rules = [new(_ => false, 5, OneToTen)] };

        policy.IsExhausted(5).ShouldBeFalse();
        policy.IsExhausted(6).ShouldBeTrue();
    }

    [Fact]
    public void A_database_that_is_away_is_waited_for_longer_than_a_bug()
    {
        var away = Failure.Of(new NpgsqlException("gone", new IOException("reset")));
        var bug = Failure.Of(new UnreachableException("no such case"));

        RetryPolicy.Default.Decide(away, 24, 0).ShouldBeOfType<RetryDecision.Again>();
        RetryPolicy.Default.Decide(bug, 2, 0).ShouldBeOfType<RetryDecision.Again>();
        RetryPolicy.Default.Decide(bug, 3, 0).ShouldBeOfType<RetryDecision.GiveUp>();
        RetryPolicy.Default.Decide(Failure.Of(new FormatException("odd")), 8, 0).ShouldBeOfType<RetryDecision.GiveUp>();
    }

    [Fact]
    public void A_failure_names_its_exception_and_can_be_stored()
    {
        var failure = Failure.Of(new InvalidOperationException("a\0b" + new string('x', 10_000)));

        failure.Code.ShouldBe("INVALID_OPERATION_EXCEPTION");
        failure.Detail.Length.ShouldBe(Failure.MaxDetailLength);
        failure.Detail.ShouldNotContain("\0");
    }
}
