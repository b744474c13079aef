using System.Collections.Concurrent;
using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Execution;

/// <summary>What one run of a plan has at hand: where it writes, what it has loaded, what went wrong.</summary>
internal sealed class ExecutionState(
    PreparedOperation operation, ExecutionContext context, CancellationToken cancellation)
{
    // One error per item of a large list would bury the response; the last one says that there were more.
    private const int MaxErrors = 200;

    private List<GraphQLError>? _errors;
    private List<PendingPart>? _pending;
    private ConcurrentBag<IAsyncDisposable>? _sources;

    public OperationPlan Plan => operation.Plan;

    public JsonOutput Output { get; private set; } = new();

    public VariableValues Variables => operation.Variables;

    public IServiceProvider Services => context.Services;

    public CancellationToken Cancellation { get; } = cancellation;

    public bool IsCancelled => Cancellation.IsCancellationRequested;

    /// <summary>The index of the item being written in each list around it, the outermost first.</summary>
    public int[] Indexes { get; } = operation.Plan.ListDepth == 0 ? [] : new int[operation.Plan.ListDepth];

    /// <summary>What the parts of the plan keep for this run: calls, loaded values.</summary>
    public object?[] Slots { get; } = operation.Plan.SlotCount == 0
        ? []
        : new object?[operation.Plan.SlotCount];

    /// <summary>The parts that are to come later, in the order their objects were written.</summary>
    public IReadOnlyList<PendingPart> Pending => _pending ?? [];

    /// <summary>Remembers a part of an object or list that is to come later.</summary>
    public void Defer(LaterPart part, object value) =>
        (_pending ??= []).Add(new PendingPart(part, value, [.. Indexes], Output.Position));

    /// <summary>Remembers a source that parts are still to be read from; resolvers run side by side.</summary>
    public void KeepUntilDelivered(IAsyncDisposable source) =>
        LazyInitializer.EnsureInitialized(ref _sources, static () => []).Add(source);

    /// <summary>Closes the sources: all parts have been read, or nobody wants them any more.</summary>
    public async ValueTask CloseSourcesAsync()
    {
        while (_sources is not null && _sources.TryTake(out var source))
        {
            await source.DisposeAsync();
        }
    }

    /// <summary>Takes back what was written behind a position, the parts that were to follow it included.</summary>
    public void TruncateTo(int position)
    {
        Output.TruncateTo(position);
        while (_pending is [.., var last] && last.Position > position)
        {
            _pending.RemoveAt(_pending.Count - 1);
        }
    }

    /// <summary>Begins the next part of a response: with an output of its own, as the last belongs to whoever sends it.
    /// </summary>
    public void StartPart()
    {
        Output = new JsonOutput();
        _errors = null;
        _pending = null;
    }

    /// <summary>Takes the errors of the part that was just written.</summary>
    public IReadOnlyList<GraphQLError> TakeErrors()
    {
        var errors = _errors;
        _errors = null;
        return errors ?? (IReadOnlyList<GraphQLError>)[];
    }

    /// <summary>A value cannot be written.</summary>
    public void Report(ValueSite site, string message, string code) =>
        Report(() => site.Field.Error(message, code, Indexes, site.Level));

    /// <summary>An argument cannot be read.</summary>
    public void ReportBadInput(FieldSite site, string problem) =>
        Report(() => site.Error(problem, ErrorCodes.BadUserInput, Indexes, level: 0));

    /// <summary>A resolver threw.</summary>
    public void ReportFailure(FieldSite site, Exception exception) =>
        Report(() => context.Failures.Describe(exception, site, Indexes));

    /// <summary>The run was called off because it took too long.</summary>
    public void ReportTimeout(TimeSpan limit) => Report(() => new GraphQLError(
        $"The operation took longer than {limit.TotalSeconds} s and was called off.", ErrorCodes.Timeout));

    private void Report(Func<GraphQLError> describe)
    {
        var errors = _errors ??= [];
        if (errors.Count < MaxErrors)
        {
            errors.Add(describe());
        }
        else if (errors.Count == MaxErrors)
        {
            errors.Add(new GraphQLError($"There are more than {MaxErrors} errors.", ErrorCodes.TooManyErrors));
        }
    }
}
