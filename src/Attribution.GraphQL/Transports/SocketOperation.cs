using System.Net.WebSockets;
using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Transports;

/// <summary>One operation of a WebSocket connection: sends its results, then that it is complete.</summary>
internal sealed class SocketOperation(string id, SocketWriter writer, CancellationTokenSource end) : IDisposable
{
    private Task _run = Task.CompletedTask;

    public static GraphQLError TooMany(int limit) => new(
        $"A connection may run {limit} operations at a time: complete one first.", ErrorCodes.TooManyOperations);

    public void Dispose() => end.Dispose();

    /// <summary>Begins to run; answers at once.</summary>
    /// <param name="operation">What to run; null when it was refused.</param>
    /// <param name="errors">Why it was refused.</param>
    /// <param name="engine">What runs it.</param>
    /// <param name="services">Where resolvers find theirs.</param>
    /// <param name="leave">Called when no more results will come, before the client is told; answers whether it is for
    /// the operation to dispose of itself, nobody else being about to.</param>
    public void Start(
        PreparedOperation? operation,
        IReadOnlyList<GraphQLError>? errors,
        GraphQLEngine engine,
        IServiceProvider services,
        Func<bool> leave) =>
        _run = Task.Run(() => RunAsync(operation, errors, engine, services, leave), end.Token);

    /// <summary>Says that the operation will not run.</summary>
    public async Task RefuseAsync(GraphQLError error)
    {
        await writer.SendErrorAsync(id, [error], end.Token);
        Dispose();
    }

    /// <summary>Ends the operation; the client wants no more of it.</summary>
    public async Task CancelAsync()
    {
        await end.CancelAsync();
        try
        {
            await _run;
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // What it was called off for.
        }

        Dispose();
    }

    private async Task RunAsync(
        PreparedOperation? operation,
        IReadOnlyList<GraphQLError>? errors,
        GraphQLEngine engine,
        IServiceProvider services,
        Func<bool> leave)
    {
        if (operation is not null)
        {
            await SendResultsAsync(engine.SubscribeAsync(operation, services, end.Token));
        }

        var isOwn = leave();
        try
        {
            await (operation is null
                ? writer.SendErrorAsync(id, errors!, end.Token)
                : writer.SendCompleteAsync(id, end.Token));
        }
        finally
        {
            if (isOwn)
            {
                Dispose();
            }
        }
    }

    private async Task SendResultsAsync(IAsyncEnumerable<GraphQLResponse> responses)
    {
        await foreach (var response in responses)
        {
            using (response)
            {
                await writer.SendNextAsync(id, response, end.Token);
            }
        }
    }
}
