using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Execution;

/// <summary>An operation with everything it needs to run once.</summary>
internal sealed record PreparedOperation(KnownOperation Operation, OperationPlan Plan, VariableValues Variables)
{
    /// <summary>Whether there is one response, not a subscription's many and not one in parts.</summary>
    public bool AnswersOnce => Plan.Kind != OperationKind.Subscription && Plan.Delivery != Delivery.InParts;
}

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
            WriteData(state);
            return Finish(state);
        }
        catch
        {
            state.Output.Dispose();
            throw;
        }
    }

    /// <summary>Loads and writes the data of a response, but not its end: <c>{"data":{...}</c>.</summary>
    /// <param name="state">The run.</param>
    /// <param name="timeout">What the run's deadline is, for the error when it passes.</param>
    /// <param name="cancellation">Ends when the caller does not want the response any more.</param>
    public static async ValueTask FillAsync(ExecutionState state, TimeSpan timeout, CancellationToken cancellation)
    {
        try
        {
            await (state.Plan.Kind == OperationKind.Mutation
                ? RunInSeriesAsync(state)
                : RunSideBySideAsync(state));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            state.ReportTimeout(timeout);
            WriteNull(state);
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
        await FillAsync(state, context.Timeout, cancellation);
        return Finish(state);
    }

    // Section 6.2.1 "Query".
    private static async ValueTask RunSideBySideAsync(ExecutionState state)
    {
        await state.Plan.Root.LoadAsync([Root.Value], state);
        WriteData(state);
    }

    // Section 6.2.2 "Mutation": a field is loaded and written, all that is below it included, before the next begins.
    private static async ValueTask RunInSeriesAsync(ExecutionState state)
    {
        var root = state.Plan.Root;
        state.Output.WriteRaw("{\"data\":"u8);
        for (var index = 0; index < root.Fields.Count; index++)
        {
            await root.Fields[index].LoadAsync([Root.Value], state);
            if (!root.WriteField(index, Root.Value, state))
            {
                WriteNull(state);
                return;
            }
        }

        root.WriteEnd(Root.Value, state);
    }

    private static void WriteData(ExecutionState state)
    {
        state.Output.WriteRaw("{\"data\":"u8);
        if (!state.Plan.Root.Write(Root.Value, index: 0, state))
        {
            WriteNull(state);
        }
    }

    private static void WriteNull(ExecutionState state)
    {
        state.TruncateTo(0);
        state.Output.WriteRaw("{\"data\":null"u8);
    }

    private static GraphQLResponse Finish(ExecutionState state)
    {
        state.Output.WriteRaw((byte)'}');
        return new GraphQLResponse(state.Output, state.TakeErrors());
    }
}
