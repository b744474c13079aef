using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.EventStore;

namespace Attribution.App.Pipeline;

/// <summary>A command that waits to be stored together with others on its stream.</summary>
internal abstract class WaitingCommand;

/// <inheritdoc/>
/// <param name="caller">Who asks.</param>
/// <param name="prepared">The command.</param>
/// <param name="context">What the caller says beside it.</param>
/// <param name="cancellation">Whether its caller still waits.</param>
internal sealed class WaitingCommand<TState, TView, TEvent>(
    Principal caller,
    Preparation<TState, TEvent> prepared,
    CommandContext context,
    CancellationToken cancellation) : WaitingCommand
    where TState : class, IState<TState, TEvent>
    where TView : class
    where TEvent : class
{
    private readonly TaskCompletionSource<CommandOutcome<TView>?> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Principal Caller => caller;

    internal Preparation<TState, TEvent> Prepared => prepared;

    internal CommandContext Context => context;

    internal bool IsAbandoned => cancellation.IsCancellationRequested;

    internal bool IsSettled => _outcome.Task.IsCompleted;

    /// <summary>The answer; null when it has to be handled by itself.</summary>
    internal Task<CommandOutcome<TView>?> Outcome => _outcome.Task;

    internal void Settle(CommandOutcome<TView>? outcome) => _outcome.TrySetResult(outcome);

    internal void Fail(StoreUnavailable away) => _outcome.TrySetException(away);
}

/// <summary>The commands that wait, by stream.</summary>
internal sealed class WaitingCommands
{
    /// <summary>How many are stored by one commit, so that none of them waits for long.</summary>
    private const int TogetherMax = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<StreamId, Queue<WaitingCommand>> _waiting = [];

    internal void Join(StreamId stream, WaitingCommand command)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(stream, out var queue))
            {
                _waiting.Add(stream, queue = new Queue<WaitingCommand>());
            }

            queue.Enqueue(command);
        }
    }

    /// <summary>Takes the first of a stream's; nothing is kept of a stream for which nobody waits.</summary>
    internal IReadOnlyList<WaitingCommand> Take(StreamId stream)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(stream, out var queue))
            {
                return [];
            }

            var taken = new List<WaitingCommand>();
            while (taken.Count < TogetherMax && queue.TryDequeue(out var command))
            {
                taken.Add(command);
            }

            if (queue.Count == 0)
            {
                _waiting.Remove(stream);
            }

            return taken;
        }
    }
}
