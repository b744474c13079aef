using System.Net.WebSockets;
using System.Text;
using Attribution.GraphQL.Http;
using Attribution.GraphQL.Tests.Http;
using Attribution.GraphQL.Transports;

namespace Attribution.GraphQL.Tests.Transports;

/// <summary>The rules of <c>graphql-transport-ws</c>, message by message.</summary>
public sealed class SocketProtocolTests : IAsyncLifetime
{
    private static readonly SocketOptions Options = new()
    {
        MaxMessageBytes = 1_000,
        MaxOperations = 2,
        OnConnectionInit = (_, payload) => ValueTask.FromResult(
            payload.ValueKind != System.Text.Json.JsonValueKind.Undefined && payload.TryGetProperty("deny", out var _)
                ? null
                : (IServiceProvider?)new NoServices()),
    };

    private readonly HttpServer _server = new();

    public Task InitializeAsync() => _server.StartAsync(new GraphQLHttpOptions { Sockets = Options });

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Init_is_acknowledged_and_ping_is_answered()
    {
        using var client = await ConnectAsync();
        await client.SayAsync("""{"type":"connection_init"}""");
        (await client.HearAsync()).ShouldBe("""{"type":"connection_ack"}""");
        await client.SayAsync("""{"type":"ping","payload":{"a":1}}""");
        (await client.HearAsync()).ShouldBe("""{"type":"pong","payload":{"a":1}}""");
    }

    [Fact]
    public async Task An_operation_is_answered_and_completed()
    {
        using var client = await ConnectAndInitAsync();
        await client.SayAsync("""{"id":"1","type":"subscribe","payload":{"query":"{ book(id: 1) { id } }"}}""");
        (await client.HearAsync()).ShouldBe("""{"id":"1","type":"next","payload":{"data":{"book":null}}}""");
        (await client.HearAsync()).ShouldBe("""{"id":"1","type":"complete"}""");
    }

    [Theory]
    [InlineData("""{"id":"1","type":"subscribe","payload":{"query":"{"}}""", "GRAPHQL_PARSE_FAILED")]
    [InlineData("""{"id":"1","type":"subscribe","payload":{"query":1}}""", "BAD_REQUEST")]
    [InlineData("""{"id":"1","type":"subscribe"}""", "BAD_REQUEST")]
    public async Task A_request_that_cannot_be_run_is_an_error(string message, string code)
    {
        using var client = await ConnectAndInitAsync();
        await client.SayAsync(message);
        var error = await client.HearAsync();
        error.ShouldStartWith("""{"id":"1","type":"error","payload":[{""");
        error.ShouldContain(code);
    }

    [Theory]
    [InlineData("{", 4400)]
    [InlineData("[]", 4400)]
    [InlineData("""{"type":"what"}""", 4400)]
    [InlineData("""{"type":"subscribe","payload":{"query":"{a}"}}""", 4400)]
    [InlineData("""{"type":"connection_init","payload":{"deny":true}}""", 4403)]
    [InlineData("""{"id":"1","type":"subscribe","payload":{"query":"{a}"}}""", 4401)]
    public async Task What_breaks_the_protocol_closes_the_connection(string message, int code)
    {
        using var client = await ConnectAsync();
        await client.SayAsync(message);
        (await client.HearCloseAsync()).ShouldBe(code);
    }

    [Fact]
    public async Task A_second_init_closes_the_connection()
    {
        using var client = await ConnectAndInitAsync();
        await client.SayAsync("""{"type":"connection_init"}""");
        (await client.HearCloseAsync()).ShouldBe(4429);
    }

    [Fact]
    public async Task An_id_in_use_closes_the_connection_and_ends_what_runs()
    {
        using var client = await ConnectAndInitAsync();
        await client.SayAsync("""{"id":"1","type":"subscribe","payload":{"query":"subscription { forever }"}}""");
        (await client.HearAsync()).ShouldContain("\"forever\":1");
        await client.SayAsync("""{"id":"1","type":"subscribe","payload":{"query":"{ echo }"}}""");
        (await client.HearCloseAsync()).ShouldBe(4409);
        await _server.Library.ForeverEnded.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Complete_ends_a_subscription_and_frees_its_id()
    {
        using var client = await ConnectAndInitAsync();
        await client.SayAsync("""{"id":"1","type":"subscribe","payload":{"query":"subscription { forever }"}}""");
        await client.HearAsync();
        await client.SayAsync("""{"id":"1","type":"complete"}""");
        await client.SayAsync("""{"id":"1","type":"subscribe","payload":{"query":"{ __typename }"}}""");
        (await client.HearUntilAsync("__typename")).ShouldContain("Query");
        await _server.Library.ForeverEnded.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Operations_beyond_the_limit_are_refused()
    {
        using var client = await ConnectAndInitAsync();
        foreach (var id in (string[])["1", "2", "3"])
        {
            await client.SayAsync(
                $$$"""{"id":"{{{id}}}","type":"subscribe","payload":{"query":"{ slow(name: \"x\") }"}}""");
        }

        (await client.HearAsync()).ShouldContain("TOO_MANY_OPERATIONS");
    }

    [Fact]
    public async Task A_message_over_the_limit_closes_the_connection()
    {
        using var client = await ConnectAndInitAsync();
        await client.SayAsync($$"""{"type":"ping","payload":"{{new string('x', 5_000)}}"}""");
        (await client.HearCloseAsync()).ShouldBe(1009);
    }

    [Fact]
    public async Task A_client_that_is_gone_ends_its_operations()
    {
        using (var client = await ConnectAndInitAsync())
        {
            await client.SayAsync("""{"id":"1","type":"subscribe","payload":{"query":"subscription { forever }"}}""");
            await client.HearAsync();
            client.Abort();
        }

        await _server.Library.ForeverEnded.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Another_subprotocol_is_turned_away()
    {
        using var client = await ConnectAsync("graphql-ws");
        (await client.HearCloseAsync()).ShouldBe(4406);
    }

    [Fact]
    public async Task A_silent_client_is_sent_away()
    {
        var server = new HttpServer();
        await server.StartAsync(new GraphQLHttpOptions
        {
            Sockets = new SocketOptions { InitTimeout = TimeSpan.FromMilliseconds(10) },
        });
        using var client = await SocketClient.ConnectAsync(server.Address, "graphql-transport-ws");
        (await client.HearCloseAsync()).ShouldBe(4408);
        await server.DisposeAsync();
    }

    private Task<SocketClient> ConnectAsync(string subprotocol = "graphql-transport-ws") =>
        SocketClient.ConnectAsync(_server.Address, subprotocol);

    private async Task<SocketClient> ConnectAndInitAsync()
    {
        var client = await ConnectAsync();
        await client.SayAsync("""{"type":"connection_init"}""");
        await client.HearAsync();
        return client;
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}

/// <summary>A WebSocket client that says and hears whole messages.</summary>
internal sealed class SocketClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(20));

    public static async Task<SocketClient> ConnectAsync(Uri server, string subprotocol)
    {
        var client = new SocketClient();
        client._socket.Options.AddSubProtocol(subprotocol);
        var address = new UriBuilder(server) { Scheme = "ws" }.Uri;
        await client._socket.ConnectAsync(address, client._patience.Token);
        return client;
    }

    public Task SayAsync(string message) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, _patience.Token);

    public async Task<string> HearAsync()
    {
        var read = await _socket.ReceiveAsync(_buffer, _patience.Token);
        read.MessageType.ShouldBe(WebSocketMessageType.Text, _socket.CloseStatusDescription);
        return Encoding.UTF8.GetString(_buffer, 0, read.Count);
    }

    public async Task<string> HearUntilAsync(string text)
    {
        var heard = await HearAsync();
        while (!heard.Contains(text, StringComparison.Ordinal))
        {
            heard = await HearAsync();
        }

        return heard;
    }

    public async Task<int> HearCloseAsync()
    {
        while (!_socket.CloseStatus.HasValue)
        {
            await _socket.ReceiveAsync(_buffer, _patience.Token);
        }

        return (int)_socket.CloseStatus.Value;
    }

    public void Abort() => _socket.Abort();

    public void Dispose()
    {
        _socket.Dispose();
        _patience.Dispose();
    }
}
