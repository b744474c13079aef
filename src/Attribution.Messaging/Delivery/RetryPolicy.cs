using System.Collections.Immutable;
using NodaTime;

namespace Attribution.Messaging;

/// <summary>Exponential waiting with jitter.</summary>
/// <param name="First">The wait after the first failure.</param>
/// <param name="Longest">The wait never grows beyond this.</param>
/// <param name="Factor">Growth per attempt, at least 1.</param>
/// <param name="Jitter">
/// From 0 to 1: the part of the wait that is random, so that messages which failed together do not come back together.
/// </param>
public sealed record Backoff(Duration First, Duration Longest, double Factor = 2, double Jitter = 0.5)
{
    /// <summary>The wait after attempt <paramref name="attempt"/> (from 1).</summary>
    /// <param name="attempt">The attempt that failed.</param>
    /// <param name="random">From 0 inclusive to 1 exclusive.</param>
    public Duration After(int attempt, double random)
    {
        var grown = First.TotalMilliseconds * Math.Pow(Factor, Math.Max(0, attempt - 1));
        var full = Math.Min(grown, Longest.TotalMilliseconds);
        return Duration.FromMilliseconds(full * (1 - (Jitter * random)));
    }
}

/// <summary>How one kind of failure is retried.</summary>
/// <param name="Applies">Whether a failure is of this kind; the first rule that applies decides.</param>
/// <param name="MaxAttempts">After so many attempts the message is a dead letter; 1 means never again.</param>
/// <param name="Backoff">How long to wait between them.</param>
public sealed record RetryRule(Func<Failure, bool> Applies, int MaxAttempts, Backoff Backoff);

/// <summary>What the policy says about a failure.</summary>
public abstract record RetryDecision
{
    private RetryDecision()
    {
    }

    /// <summary>Try again after the wait.</summary>
    public sealed record Again(Duration After) : RetryDecision;

    /// <summary>No further attempt will help.</summary>
    public sealed record GiveUp : RetryDecision;
}

/// <summary>
/// Decides what follows a failure. Pure: the same failure, attempt and random number give the same answer.
/// </summary>
public sealed record RetryPolicy
{
    /// <summary>For everything that no rule names.</summary>
    public Backoff Backoff { get; init; } = new(Duration.FromSeconds(1), Duration.FromMinutes(10));

    /// <summary>
    /// Attempts of failures that no rule names. A message whose nodes die with it never fails in words: it becomes a
    /// dead letter after more attempts than any rule allows (<see cref="IsExhausted"/>).
    /// </summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>Rules per kind of failure, the first that applies decides.</summary>
    public ImmutableArray<RetryRule> Rules { get; init; } = [];

    /// <summary>
    /// The policy used when nothing else is said: a database that is away is waited for (25 attempts are about three
    /// hours), a bug is tried three times, everything else eight times in about two minutes.
    /// </summary>
    public static RetryPolicy Default { get; } = new()
    {
        Rules =
        [
            new(FailureKinds.IsTransient, 25, new(Duration.FromSeconds(1), Duration.FromMinutes(15))),
            new(FailureKinds.IsBug, 3, new(Duration.FromSeconds(5), Duration.FromMinutes(1))),
        ],
    };

    /// <summary>
    /// What to do after <paramref name="attempt"/> attempts, the last of which ended in this failure.
    /// </summary>
    public RetryDecision Decide(Failure failure, int attempt, double random)
    {
        var rule = Rules.FirstOrDefault(rule => rule.Applies(failure));
        var (limit, backoff) = rule is null ? (MaxAttempts, Backoff) : (rule.MaxAttempts, rule.Backoff);
        return attempt >= limit ? new RetryDecision.GiveUp() : new RetryDecision.Again(backoff.After(attempt, random));
    }

    /// <summary>
    /// Whether a message was started more often than any rule allows, so that only its nodes can have failed.
    /// </summary>
    public bool IsExhausted(int attempt) => attempt > Rules.Select(rule => rule.MaxAttempts).Append(MaxAttempts).Max();
}
