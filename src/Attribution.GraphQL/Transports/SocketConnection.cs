using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Http;
using Microsoft.AspNetCore.Http;

namespace Attribution.GraphQL.Transports;

/// <summary>
/// One WebSocket connection that speaks <c>graphql-transport-ws</c>: reads what the client says, one message after the
/// other, and runs its operations beside that until either ends.
/// </summary>
internal sealed class SocketConnection : IDisposable
{
    // How long the other side may take to answer a close frame.
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    // Longer than this no timer runs; no token lives so long either.
    private static readonly TimeSpan ExpiryMax = TimeSpan.FromDays(40);

    private readonly ConcurrentDictionary<string, SocketOperation> _operations = [];
    private readonly CancellationTokenSource _end;
    private readonly HttpContext _context;
    private readonly GraphQLEngine _engine;
    private readonly GraphQLHttpOptions _options;
    private readonly RequestDocuments _documents;
    private readonly SocketWriter _writer;
    private readonly SocketReader _reader;
    private IServiceProvider? _services;
    private ITimer? _expiry;
    private int _initRequests;

    public SocketConnection(
        WebSocket socket,
        HttpContext context,
        GraphQLEngine engine,
        GraphQLHttpOptions options,
        RequestDocuments documents,
        CancellationToken stopping)
    {
        _context = context;
        _engine = engine;
        _options = options;
        _documents = documents;
        _end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        _writer = new SocketWriter(socket, _end.Token);
        _reader = new SocketReader(socket, options.Sockets.MaxMessageBytes);
    }

    public void Dispose()
    {
        _expiry?.Dispose();
        _end.Dispose();
        _writer.Dispose();
        _reader.Dispose();
    }

    /// <summary>Closes the connection before anything is said.</summary>
    public async Task TurnAwayAsync(int code, string reason)
    {
        try
        {
            await CloseAsync(code, reason);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The client did not wait for it.
        }
    }

    /// <summary>Serves the connection until it is closed, and its operations have ended.</summary>
    public async Task RunAsync()
    {
        await using var timer = _options.Time.CreateTimer(
            CloseWhenSilent, null, _options.Sockets.InitTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            while (await ReadMessageAsync())
            {
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The connection is gone, or was called off: its operations are ended below.
        }
        finally
        {
            await _end.CancelAsync();
            await EndOperationsAsync();
        }
    }

    private async ValueTask<bool> ReadMessageAsync()
    {
        switch (await _reader.ReadAsync(_end.Token))
        {
            case SocketRead.Closed:
                await _writer.CloseAsync((int)WebSocketCloseStatus.NormalClosure, "");
                return false;
            case SocketRead.TooBig:
                return await CloseAsync(
                    CloseCode.MessageTooBig, $"A message may have at most {_options.Sockets.MaxMessageBytes} bytes");
            case SocketRead.NotText:
                return await CloseAsync(CloseCode.BadRequest, "Messages are text");
        }

        return SocketMessage.Read(_reader.Message, out var message) is { } problem
            ? await CloseAsync(CloseCode.BadRequest, problem)
            : await HandleAsync(message!);
    }

    private ValueTask<bool> HandleAsync(SocketMessage message) => message switch
    {
        { Type: "connection_init" } => InitAsync(message),
        { Type: "ping" } => PongAsync(message),
        { Type: "pong" } => ValueTask.FromResult(true),
        { Type: "subscribe", Id: { Length: > 0 } id } => SubscribeAsync(id, message),
        { Type: "complete", Id: { Length: > 0 } id } => CompleteAsync(id),
        _ => CloseAsync(CloseCode.BadRequest, "The message has an unknown type or no id"),
    };

    private async ValueTask<bool> InitAsync(SocketMessage message)
    {
        if (Interlocked.Increment(ref _initRequests) > 1)
        {
            return await CloseAsync(CloseCode.TooManyInitRequests, "Too many initialisation requests");
        }

        var services = await ServicesForAsync(message.Payload);
        if (services is null)
        {
            return await CloseAsync(CloseCode.Forbidden, "Forbidden");
        }

        await _writer.SendAsync("connection_ack", default);
        _services = services;
        if (_options.Sockets.EndsAt?.Invoke(_context) is { } end)
        {
            _expiry = _options.Time.CreateTimer(_ => _ = ExpireAsync(), null, Until(end), Timeout.InfiniteTimeSpan);
        }

        return true;
    }

    private TimeSpan Until(DateTimeOffset end)
    {
        var left = end - _options.Time.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left > ExpiryMax ? ExpiryMax : left;
    }

    private async Task ExpireAsync()
    {
        try
        {
            await _writer.CloseAsync(CloseCode.Forbidden, "The token has expired");
            await EndOperationsAsync();
            _end.CancelAfter(CloseTimeout);
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The connection ended before its token.
        }
    }

    private async ValueTask<IServiceProvider?> ServicesForAsync(ReadOnlyMemory<byte> payload)
    {
        if (_options.Sockets.OnConnectionInit is not { } decide)
        {
            return _options.Services(_context);
        }

        return await decide(_context, payload.IsEmpty ? default : JsonElement.Parse(payload.Span));
    }

    private async ValueTask<bool> PongAsync(SocketMessage message)
    {
        await _writer.SendAsync("pong", message.Payload);
        return true;
    }

    private async ValueTask<bool> SubscribeAsync(string id, SocketMessage message)
    {
        if (_services is not { } services)
        {
            return await CloseAsync(CloseCode.Unauthorized, "Unauthorized");
        }

        var operation = new SocketOperation(id, _writer, CancellationTokenSource.CreateLinkedTokenSource(_end.Token));
        if (!_operations.TryAdd(id, operation))
        {
            operation.Dispose();
            return await CloseAsync(CloseCode.SubscriberAlreadyExists, $"Subscriber for {id} already exists");
        }

        if (_operations.Count > _options.Sockets.MaxOperations)
        {
            _operations.TryRemove(id, out _);
            await operation.RefuseAsync(SocketOperation.TooMany(_options.Sockets.MaxOperations));
            return true;
        }

        var problem = SocketRequest.Read(message.Payload, _documents, services, out var request);
        var prepared = problem is null ? _engine.Prepare(request!, out problem, isIncremental: true) : null;
        operation.Start(prepared, problem, _engine, services, () => _operations.TryRemove(id, out _));
        return true;
    }

    private async ValueTask<bool> CompleteAsync(string id)
    {
        if (_operations.TryRemove(id, out var operation))
        {
            await operation.CancelAsync();
        }

        return true;
    }

    // The close frame is sent at once; reading goes on until the client answers it, but not for long.
    private async ValueTask<bool> CloseAsync(int code, string reason)
    {
        await _writer.CloseAsync(code, reason);
        _end.CancelAfter(CloseTimeout);
        await EndOperationsAsync();
        while (await _reader.ReadAsync(_end.Token) != SocketRead.Closed)
        {
        }

        return false;
    }

    private void CloseWhenSilent(object? state) => _ = CloseWhenSilentAsync();

    private async Task CloseWhenSilentAsync()
    {
        if (Volatile.Read(ref _initRequests) > 0)
        {
            return;
        }

        try
        {
            await _writer.CloseAsync(CloseCode.ConnectionInitTimeout, "Connection initialisation timeout");
            _end.CancelAfter(CloseTimeout);
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The connection ended meanwhile, which is what this was for.
        }
    }

    // Who takes an operation out of the table is the one to dispose of it.
    private async Task EndOperationsAsync()
    {
        foreach (var id in _operations.Keys)
        {
            await CompleteAsync(id);
        }
    }
}
