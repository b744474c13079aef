using System.Reflection;
using Attribution.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Testing.Specifications;

/// <summary>
/// The six laws that hold for every aggregate, tried on random sequences of commands: decisions never throw; accepted
/// events always evolve; a repeated command changes nothing; a rejection carries no events; every type of event
/// happens in some history; events survive JSON.
/// </summary>
/// <param name="commands">Any command at all, sensible or not.</param>
public sealed class AggregateLaws<TState, TEvent>(Gen<ICommand<TState, TEvent>> commands)
    where TState : IState<TState, TEvent>
    where TEvent : class
{
    private const int CommandsPerHistory = 40;
    private const int Histories = 300;
    private const int SizeOfValues = 40;

    /// <summary>Tries them all; a failure names the law, the command, and the seed to start from again.</summary>
    /// <param name="seed">A seed that an earlier failure printed; null for a fresh one.</param>
    public void Hold(ulong? seed = null)
    {
        var start = seed ?? (ulong)Random.Shared.NextInt64();
        Console.WriteLine($"{typeof(TState).Name}: laws tried with seed {start}.");
        var happened = new HashSet<Type>();
        var histories = commands.ArrayOf(CommandsPerHistory).Sample(Histories, new Rnd(start), SizeOfValues);
        foreach (var history in histories)
        {
            var state = TState.Initial;
            foreach (var command in history)
            {
                state = Try(command, state, happened, start);
            }
        }

        typeof(TEvent).GetNestedTypes(BindingFlags.Public)
            .Where(type => type.IsSubclassOf(typeof(TEvent)))
            .Where(type => !happened.Contains(type))
            .Select(type => type.Name)
            .ShouldBeEmpty($"These never happened in any history (seed {start}).");
    }

    private static TState Try(ICommand<TState, TEvent> command, TState state, HashSet<Type> seen, ulong seed)
    {
        var story = $"{command}, seed {seed}";
        var decision = Should.NotThrow(() => command.Decide(state), $"Decisions never throw: {story}");
        if (decision.Rejection is not null)
        {
            decision.Events.ShouldBeEmpty($"A rejection carries no events: {story}");
            return state;
        }

        var after = Should.NotThrow(
            () => Fold.Onto(state, decision.Events),
            $"Accepted events always evolve: {story}");
        command.Decide(after).Events.ShouldBeEmpty($"A repeated command changes nothing: {story}");
        foreach (var happened in decision.Events)
        {
            seen.Add(happened.GetType());
            var written = StoredJson.Write(happened);
            StoredJson.Write(StoredJson.RoundTrip(happened)).ShouldBe(written, $"Events survive JSON: {story}");
        }

        // The rest of the history goes on from events that were stored and read.
        return Fold.Onto(state, decision.Events.Select(StoredJson.RoundTrip));
    }

}
