using System.Runtime.CompilerServices;
using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Execution;

/// <summary>The root field of a subscription (section 6.2.3.1 "Source Stream").</summary>
internal abstract class StreamPlan(FieldSite site) : FieldPlan<Root>(site)
{
    public override bool Waits => true;

    /// <summary>One run per event, loaded and ready to be written (section 6.2.3.2 "Response Stream").</summary>
    /// <param name="start">Begins a run.</param>
    /// <param name="cancellation">Ends the stream.</param>
    /// <exception cref="GraphQLException">An argument cannot be read.</exception>
    public abstract IAsyncEnumerable<ExecutionState> EventsAsync(
        Func<ExecutionState> start, CancellationToken cancellation);
}

internal sealed class StreamPlan<TValue>(
    CallPlan call,
    Resolver<Root, TValue>.Stream resolver,
    LoadedPlan<Root, TValue> field) : StreamPlan(field.Site)
{
    public override void PlaceFirst(bool isFirst) => field.PlaceFirst(isFirst);

    public override bool Write(Root parent, int index, ExecutionState state) => field.Write(parent, index, state);

    public override async IAsyncEnumerable<ExecutionState> EventsAsync(
        Func<ExecutionState> start, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!call.TryGet(start(), out var fieldCall, out var problem))
        {
            throw new GraphQLException(problem, ErrorCodes.BadUserInput);
        }

        await foreach (var value in resolver.Open(fieldCall).WithCancellation(cancellation))
        {
            var state = start();
            await field.LoadEventAsync(value, state);
            yield return state;
        }
    }
}
