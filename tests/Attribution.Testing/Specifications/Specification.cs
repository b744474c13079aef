using Attribution.Domain;

namespace Attribution.Testing.Specifications;

/// <summary>Decisions told as stories: <c>Given(history).When(command).Then(events)</c>.</summary>
public static class Specification
{
    /// <summary>What had happened before; nothing for a stream that does not exist yet.</summary>
    public static Given<TState, TEvent> Given<TState, TEvent>(params TEvent[] history)
        where TState : IState<TState, TEvent>
        where TEvent : class =>
        new(Fold.Of<TState, TEvent>(history));
}

/// <summary>A history, waiting for a command.</summary>
public sealed class Given<TState, TEvent>(TState state)
    where TState : IState<TState, TEvent>
    where TEvent : class
{
    /// <summary>More history: what these commands led to. Each of them must be accepted.</summary>
    public Given<TState, TEvent> And(params ICommand<TState, TEvent>[] commands)
    {
        var folded = state;
        foreach (var command in commands)
        {
            var decision = command.Decide(folded);
            decision.Rejection.ShouldBeNull($"{command} belongs to the history and was refused.");
            folded = Fold.Onto(folded, decision.Events);
        }

        return new Given<TState, TEvent>(folded);
    }

    public Outcome<TState, TEvent> When(ICommand<TState, TEvent> command) => new(state, command.Decide(state));
}

/// <summary>What a command led to, waiting to be compared with what it should have led to.</summary>
public sealed class Outcome<TState, TEvent>(TState before, Decision<TEvent> decision)
    where TState : IState<TState, TEvent>
    where TEvent : class
{
    public Decision<TEvent> Decision => decision;

    /// <summary>The state with the events in it.</summary>
    public TState After => Fold.Onto(before, decision.Events);

    /// <summary>
    /// Exactly these events, compared as the JSON the store would write: so the difference is readable, and every
    /// specification also proves that its events survive storage and are taken by the state.
    /// </summary>
    public Outcome<TState, TEvent> Then(params TEvent[] expected)
    {
        expected.ShouldNotBeEmpty("Say ThenNothing() when nothing should happen.");
        decision.Rejection.ShouldBeNull();
        Written(decision.Events).ShouldBe(Written(expected));
        Written(decision.Events.Select(StoredJson.RoundTrip)).ShouldBe(Written(expected));
        _ = After;
        return this;
    }

    /// <summary>The only event of this kind, for rules about one of several events or of its fields.</summary>
    public T ThenOne<T>()
        where T : TEvent
    {
        decision.Rejection.ShouldBeNull();
        var found = decision.Events.OfType<T>().ToList();
        found.Count.ShouldBe(1, $"{typeof(T).Name} in:\n{Written(decision.Events)}");
        return found[0];
    }

    /// <summary>The request was already true.</summary>
    public void ThenNothing()
    {
        decision.Rejection.ShouldBeNull();
        Written(decision.Events).ShouldBeEmpty();
    }

    /// <summary>Refused with this code, for this field, and without an event.</summary>
    public void ThenRejected(string code, string? field = null)
    {
        decision.Rejection.ShouldNotBeNull($"It led to:\n{Written(decision.Events)}");
        decision.Rejection.Code.ShouldBe(code, decision.Rejection.Message);
        decision.Rejection.Field.ShouldBe(field);
        decision.Events.ShouldBeEmpty();
    }

    private static string Written(IEnumerable<TEvent> events) =>
        string.Join("\n", events.Select(happened => $"{happened.GetType().Name} {StoredJson.Write(happened)}"));
}
