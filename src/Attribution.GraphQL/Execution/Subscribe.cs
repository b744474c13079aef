using System.Runtime.CompilerServices;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Execution;

/// <summary>Section 6.2.3 "Subscription": a response for each event of a source. Reads the next event only when the
/// response before it has been taken, so a slow client slows its source, not the server.</summary>
internal static class Subscribe
{
    /// <summary>The responses of any operation: one, or for subscriptions any number.</summary>
    public static async IAsyncEnumerable<GraphQLResponse> RunAsync(
        PreparedOperation operation,
        ExecutionContext context,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (operation.Plan.Kind != OperationKind.Subscription)
        {
            await foreach (var response in DeliverInParts.RunAsync(operation, context, cancellation))
            {
                yield return response;
            }

            yield break;
        }

        await using var events = EventsOf(operation, context, cancellation).GetAsyncEnumerator(cancellation);
        while (true)
        {
            var (answer, isLast) = await NextAsync(events, operation, context, cancellation);
            if (answer is not null)
            {
                yield return answer;
            }

            if (isLast)
            {
                yield break;
            }
        }
    }

    private static IAsyncEnumerable<ExecutionState> EventsOf(
        PreparedOperation operation, ExecutionContext context, CancellationToken cancellation) =>
        ((StreamPlan)operation.Plan.Root.Fields[0])
            .EventsAsync(() => new ExecutionState(operation, context, cancellation), cancellation);

    // A source that fails ends the subscription with an error; without data, for there was no event.
    private static async ValueTask<(GraphQLResponse? Response, bool IsLast)> NextAsync(
        IAsyncEnumerator<ExecutionState> events,
        PreparedOperation operation,
        ExecutionContext context,
        CancellationToken cancellation)
    {
        try
        {
            return await events.MoveNextAsync()
                ? (ExecuteOperation.Write(events.Current), false)
                : (null, true);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            var site = operation.Plan.Root.Fields[0].Site;
            return (GraphQLResponse.Refusing(context.Failures.Describe(exception, site, [])), true);
        }
    }
}
