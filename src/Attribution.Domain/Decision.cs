using System.Diagnostics.CodeAnalysis;

namespace Attribution.Domain;

/// <summary>
/// A request to one aggregate. It already carries the time, the ids and every looked-up fact it needs.
/// </summary>
public interface ICommand<in TState, TEvent>
{
    /// <summary>Decides from the folded state alone: pure, never throws, and answers a request that is already true
    /// with <see cref="Decision.Unchanged"/>.</summary>
    Decision<TEvent> Decide(TState state);
}

/// <summary>What an aggregate remembers of its events: no more than its decisions need.</summary>
public interface IState<TSelf, TEvent>
    where TSelf : IState<TSelf, TEvent>
{
    /// <summary>The state of a stream without events.</summary>
    [SuppressMessage("Design", "CA1000", Justification = "A static abstract member is how a fold finds its seed.")]
    static abstract TSelf Initial { get; }

    /// <summary>
    /// The state after one more event. It takes every event that was ever accepted, and never refuses.
    /// </summary>
    TSelf Evolve(TEvent happened);
}

/// <summary>The answer to a command: events, a refusal, or nothing because the request was already true.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "The conversions make a switch arm one line of intent.")]
public readonly record struct Decision<TEvent>
{
    private readonly TEvent[]? events;

    private Decision(TEvent[]? events, Rejection? rejection) => (this.events, Rejection) = (events, rejection);

    /// <summary>What happened, in order; empty after a refusal and when nothing changed.</summary>
    public IReadOnlyList<TEvent> Events => events ?? [];

    /// <summary>Why the command was refused; null when it was not.</summary>
    public Rejection? Rejection { get; }

    /// <summary>True when the request was already true and nothing has to be stored.</summary>
    public bool IsUnchanged => Rejection is null && events is null or { Length: 0 };

    public static implicit operator Decision<TEvent>(TEvent happened) => new([happened], rejection: null);

    public static implicit operator Decision<TEvent>(TEvent[] happened) => new(happened, rejection: null);

    public static implicit operator Decision<TEvent>(Rejection rejection) => new(events: null, rejection);

    public static implicit operator Decision<TEvent>(Unchanged unchanged) => default;
}

/// <summary>The answer "this is already so".</summary>
public readonly record struct Unchanged;

public static class Decision
{
    /// <summary>The request was already true: nothing is stored, and the caller sees the present state.</summary>
    public static Unchanged Unchanged => default;
}

/// <summary>Folding a stream into the state its decisions need.</summary>
public static class Fold
{
    public static TState Of<TState, TEvent>(IEnumerable<TEvent> history)
        where TState : IState<TState, TEvent> =>
        Onto(TState.Initial, history);

    /// <summary>Continues from a state folded earlier.</summary>
    public static TState Onto<TState, TEvent>(TState state, IEnumerable<TEvent> later)
        where TState : IState<TState, TEvent>
    {
        foreach (var happened in later)
        {
            state = state.Evolve(happened);
        }

        return state;
    }
}
