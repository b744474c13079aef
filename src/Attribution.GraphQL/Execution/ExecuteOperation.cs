using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Execution;

/// <summary>An operation with everything it needs to run once.</summary>
internal sealed record PreparedOperation(KnownOperation Operation, OperationPlan Plan, VariableValues Variables);

/// <summary>What a run needs beside its operation.</summary>
/// <param name="Services">Where resolvers find theirs.</param>
/// <param name="Failures">What becomes of exceptions.</param>
/// <param name="Timeout">How long a run, or one event of a subscription, may take.</param>
internal sealed record ExecutionContext(IServiceProvider Services, ResolverFailures Failures, TimeSpan Timeout);

/// <summary>Section 6.2 "Executing Operations".</summary>
internal static class ExecuteOperation
{
    /// <exception cref="OperationCanceledException">The caller called the run off.</exception>
    public static ValueTask<GraphQLResponse> RunAsync(
        PreparedOperation operation, ExecutionContext context, CancellationToken cancellation)
    {
        if (operation.Plan.Kind == OperationKind.Subscription)
        {
            return ValueTask.FromResult(GraphQLResponse.Refusing(new GraphQLError(
                "A subscription answers more than once: use WebSocket or server-sent events.",
                ErrorCodes.SubscriptionNotSupported)));
        }

        return operation.Plan.Root.Waits
            ? RunWithDeadlineAsync(operation, context, cancellation)
            : ValueTask.FromResult(Write(new ExecutionState(operation, context, cancellation)));
    }

    /// <summary>Writes what has been loaded.</summary>
    public static GraphQLResponse Write(ExecutionState state)
    {
        try
        {
            state.Output.WriteRaw("{\"data\":"u8);
            return Finish(state.Plan.Root.Write(Root.Value, index: 0, state), state);
        }
        catch
        {
            state.Output.Dispose();
            throw;
        }
    }

    private static async ValueTask<GraphQLResponse> RunWithDeadlineAsync(
        PreparedOperation operation, ExecutionContext context, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(context.Timeout);
        var state = new ExecutionState(operation, context, deadline.Token);
        try
        {
            return operation.Plan.Kind == OperationKind.Mutation
                ? await RunInSeriesAsync(state)
                : await RunSideBySideAsync(state);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            state.ReportTimeout(context.Timeout);
            return Finish(hasData: false, state);
        }
        catch
        {
            state.Output.Dispose();
            throw;
        }
    }

    // Section 6.2.1 "Query".
    private static async ValueTask<GraphQLResponse> RunSideBySideAsync(ExecutionState state)
    {
        await state.Plan.Root.LoadAsync([Root.Value], state);
        return Write(state);
    }

    // Section 6.2.2 "Mutation": a field is loaded and written, all that is below it included, before the next begins.
    private static async ValueTask<GraphQLResponse> RunInSeriesAsync(ExecutionState state)
    {
        var root = state.Plan.Root;
        state.Output.WriteRaw("{\"data\":"u8);
        for (var index = 0; index < root.Fields.Count; index++)
        {
            await root.Fields[index].LoadAsync([Root.Value], state);
            if (!root.WriteField(index, Root.Value, state))
            {
                return Finish(hasData: false, state);
            }
        }

        state.Output.WriteRaw((byte)'}');
        return Finish(hasData: true, state);
    }

    private static GraphQLResponse Finish(bool hasData, ExecutionState state)
    {
        if (!hasData)
        {
            state.Output.Clear();
            state.Output.WriteRaw("{\"data\":null"u8);
        }

        state.Output.WriteRaw((byte)'}');
        return new GraphQLResponse(state.Output, state.Errors);
    }
}
