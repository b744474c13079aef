using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Execution;

/// <summary>An operation with everything it needs to run once.</summary>
internal sealed record PreparedOperation(KnownOperation Operation, OperationPlan Plan, VariableValues Variables);

/// <summary>Section 6.2 "Executing Operations".</summary>
internal static class ExecuteOperation
{
    /// <exception cref="OperationCanceledException">The run was called off.</exception>
    public static ValueTask<GraphQLResponse> RunAsync(
        PreparedOperation operation,
        IServiceProvider services,
        ResolverFailures failures,
        CancellationToken cancellation)
    {
        var plan = operation.Plan;
        var state = new ExecutionState(
            plan, new JsonOutput(), operation.Variables, services, failures, cancellation);
        if (!plan.Root.Waits)
        {
            return ValueTask.FromResult(Write(plan, state));
        }

        return plan.Kind == OperationKind.Mutation
            ? RunInSeriesAsync(plan, state)
            : RunSideBySideAsync(plan, state);
    }

    private static GraphQLResponse Write(OperationPlan plan, ExecutionState state)
    {
        state.Output.WriteRaw("{\"data\":"u8);
        return Finish(plan.Root.Write(Root.Value, index: 0, state), state);
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

    // Section 6.2.1 "Query".
    private static async ValueTask<GraphQLResponse> RunSideBySideAsync(OperationPlan plan, ExecutionState state)
    {
        await plan.Root.LoadAsync([Root.Value], state);
        return Write(plan, state);
    }

    // Section 6.2.2 "Mutation": a field is loaded and written, all that is below it included, before the next begins.
    private static async ValueTask<GraphQLResponse> RunInSeriesAsync(OperationPlan plan, ExecutionState state)
    {
        state.Output.WriteRaw("{\"data\":"u8);
        for (var index = 0; index < plan.Root.Fields.Count; index++)
        {
            await plan.Root.Fields[index].LoadAsync([Root.Value], state);
            if (!plan.Root.WriteField(index, Root.Value, state))
            {
                return Finish(hasData: false, state);
            }
        }

        state.Output.WriteRaw((byte)'}');
        return Finish(hasData: true, state);
    }
}
