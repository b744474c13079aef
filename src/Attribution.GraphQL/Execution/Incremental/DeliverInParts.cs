using System.Runtime.CompilerServices;
using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// Runs an operation whose response may come in parts: first what is neither deferred nor streamed, then each deferred
/// fragment and the rest of each streamed list, for all places that have it in one part, so that what they wait for is
/// loaded at once (incremental delivery proposal, in the form with <c>pending</c>, <c>incremental</c> and
/// <c>completed</c>). Long lists take turns with the other parts, piece by piece.
/// </summary>
internal static class DeliverInParts
{
    public static async IAsyncEnumerable<GraphQLResponse> RunAsync(
        PreparedOperation operation,
        ExecutionContext context,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (operation.Plan.Delivery != Delivery.InParts)
        {
            yield return await ExecuteOperation.RunAsync(operation, context, cancellation);
            yield break;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(context.Timeout);
        var state = new ExecutionState(operation, context, deadline.Token);
        var queue = new PartQueue();
        try
        {
            await ExecuteOperation.FillAsync(state, context.Timeout, cancellation);
            queue.Announce(state);
            yield return new GraphQLResponse(state.Output, state.TakeErrors());
            while (queue.TryTake(out var parts))
            {
                state.StartPart();
                queue.PutBack(await WritePartAsync(parts!, state, context.Timeout, cancellation));
                queue.Announce(state);
                yield return new GraphQLResponse(state.Output, []);
            }
        }
        finally
        {
            await deadline.CancelAsync();
            await state.CloseSourcesAsync();
        }
    }

    // Answers the places that have more to come.
    private static async ValueTask<List<PendingPart>> WritePartAsync(
        List<PendingPart> parts, ExecutionState state, TimeSpan timeout, CancellationToken cancellation)
    {
        IReadOnlyList<GraphQLError>?[] failures;
        try
        {
            await parts[0].Part.LoadAsync(parts, state);
            failures = WritePieces(parts, state);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            state.TruncateTo(0);
            state.ReportTimeout(timeout);
            failures = new IReadOnlyList<GraphQLError>?[parts.Count];
            Array.Fill(failures, state.TakeErrors());
        }

        return WriteCompleted(parts, failures, state.Output);
    }

    // A part that cannot be null and is fails alone: its errors come with its completion, in place of its data.
    private static IReadOnlyList<GraphQLError>?[] WritePieces(List<PendingPart> parts, ExecutionState state)
    {
        var failures = new IReadOnlyList<GraphQLError>?[parts.Count];
        for (var index = 0; index < parts.Count; index++)
        {
            var (pending, part) = (parts[index], parts[index].Part);
            if (!part.HasPiece(pending))
            {
                continue;
            }

            var start = state.Output.Position;
            state.Output.WriteRaw(start == 0 ? "{\"incremental\":["u8 : ","u8);
            state.Output.WriteRaw("{\"id\":"u8);
            state.Output.WriteString(pending.Id);
            state.Output.WriteRaw(part.Member);
            if (!part.Write(pending, index, state))
            {
                state.TruncateTo(start);
                failures[index] = state.TakeErrors();
                continue;
            }

            WriteErrors(state.TakeErrors(), state.Output);
            state.Output.WriteRaw((byte)'}');
        }

        return failures;
    }

    private static List<PendingPart> WriteCompleted(
        List<PendingPart> parts, IReadOnlyList<GraphQLError>?[] failures, JsonOutput output)
    {
        var more = new List<PendingPart>();
        var start = output.Position == 0 ? "{\"completed\":["u8 : "],\"completed\":["u8;
        for (var index = 0; index < parts.Count; index++)
        {
            if (failures[index] is null && parts[index].Part.HasMore(parts[index]))
            {
                more.Add(parts[index]);
                continue;
            }

            output.WriteRaw(start);
            output.WriteRaw("{\"id\":"u8);
            output.WriteString(parts[index].Id);
            WriteErrors(failures[index] ?? [], output);
            output.WriteRaw((byte)'}');
            start = ","u8;
        }

        output.WriteRaw((byte)']');
        return more;
    }

    private static void WriteErrors(IReadOnlyList<GraphQLError> errors, JsonOutput output)
    {
        if (errors.Count > 0)
        {
            output.WriteRaw(",\"errors\":"u8);
            ErrorJson.Write(output, errors);
        }
    }
}
