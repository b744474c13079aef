using System.Text.Json;
using Attribution.GraphQL.Http;
using Attribution.GraphQL.Tests.Transports;
using Attribution.GraphQL.Transports;

namespace Attribution.GraphQL.Tests.Http;

/// <summary>Connections that mean harm: bounded in what they cost, and no trouble to others.</summary>
public sealed class HostileConnectionTests : IAsyncLifetime
{
    private const int MaxConnections = 3;

    private readonly HttpServer _server = new();

    public Task InitializeAsync() => _server.StartAsync(new GraphQLHttpOptions
    {
        MaxBodyBytes = 10_000,
        Sockets = new SocketOptions { MaxConnections = MaxConnections },
    });

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_gigabyte_that_is_announced_is_refused_before_it_is_sent()
    {
        using var connection = await RawConnection.OpenAsync(_server.Address);
        await connection.SendAsync(RawConnection.Head("Content-Length: 1073741824"));
        (await connection.HearUntilAsync("PAYLOAD_TOO_LARGE")).ShouldStartWith("HTTP/1.1 413 ");
    }

    [Fact]
    public async Task An_endless_body_is_refused_when_it_passes_the_limit()
    {
        using var connection = await RawConnection.OpenAsync(_server.Address);
        await connection.SendAsync(RawConnection.Head("Transfer-Encoding: chunked"));
        var chunk = $"1000\r\n{new string('x', 0x1000)}\r\n";
        await connection.SendAsync(chunk + chunk + chunk);
        (await connection.HearUntilAsync("PAYLOAD_TOO_LARGE")).ShouldStartWith("HTTP/1.1 413 ");
    }

    [Theory]
    [InlineData("POST /graphql HT")]
    [InlineData("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")]
    [InlineData("GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")]
    public async Task Senders_that_stall_hold_nobody_up(string start)
    {
        var stalled = new List<RawConnection>();
        for (var count = 0; count < 200; count++)
        {
            stalled.Add(await RawConnection.OpenAsync(_server.Address));
            await stalled[^1].SendAsync(start);
        }

        await IsServingAsync();
        stalled.ForEach(connection => connection.Dispose());
        await IsServingAsync();
    }

    [Fact]
    public async Task A_body_that_arrives_byte_by_byte_is_answered()
    {
        const string Body = """{"query":"{ book(id: 1) { id } }"}""";
        using var connection = await RawConnection.OpenAsync(_server.Address);
        await connection.SendAsync(RawConnection.Head($"Content-Length: {Body.Length}"));
        foreach (var letter in Body)
        {
            await connection.SendAsync($"{letter}");
        }

        (await connection.HearUntilAsync("book")).ShouldEndWith("""{"data":{"book":null}}""");
    }

    [Fact]
    public async Task A_socket_whose_other_end_is_gone_without_a_word_is_closed()
    {
        var server = new HttpServer();
        await server.StartAsync(new GraphQLHttpOptions
        {
            Sockets = new SocketOptions
            {
                KeepAliveInterval = TimeSpan.FromSeconds(2),
                KeepAliveTimeout = TimeSpan.FromSeconds(1),
            },
        });
        using var connection = await RawConnection.OpenAsync(server.Address);
        await connection.SendAsync(
            "GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n");
        (await connection.HearUntilAsync("\r\n\r\n")).ShouldStartWith("HTTP/1.1 101 ");
        await connection.SendFrameAsync("""{"type":"connection_init"}""");
        await connection.HearUntilAsync("connection_ack");
        await connection.SendFrameAsync(
            """{"id":"1","type":"subscribe","payload":{"query":"subscription { forever }"}}""");

        // Reads nothing and answers no probe from here on, as a machine that lost its power.
        await server.Library.ForeverEnded.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Sockets_beyond_the_limit_are_turned_away_and_the_others_served()
    {
        var kept = new List<SocketClient>();
        for (var count = 0; count < MaxConnections; count++)
        {
            kept.Add(await ConnectAsync());
            await kept[^1].SayAsync("""{"type":"connection_init"}""");
            await kept[^1].HearAsync();
        }

        using (var one = await ConnectAsync())
        {
            (await one.HearCloseAsync()).ShouldBe(1013);
        }

        await kept[0].SayAsync("""{"id":"1","type":"subscribe","payload":{"query":"{ book(id: 1) { id } }"}}""");
        (await kept[0].HearAsync()).ShouldContain("""{"book":null}""");
        kept.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task A_flood_of_subscriptions_on_one_socket_is_refused_beyond_its_limit()
    {
        const int Flood = 2_000;
        using var client = await ConnectAsync();
        await client.SayAsync("""{"type":"connection_init"}""");
        await client.HearAsync();
        var hearing = HearAllAsync(client, Flood - new SocketOptions().MaxOperations);
        for (var id = 0; id < Flood; id++)
        {
            await client.SayAsync(JsonSerializer.Serialize(new
            {
                id = $"{id}",
                type = "subscribe",
                payload = new { query = "{ slow(name: \"x\") }" },
            }));
        }

        await hearing;
        await IsServingAsync();
        _server.Library.Gate.SetResult();
    }

    private static async Task HearAllAsync(SocketClient client, int count)
    {
        for (var heard = 0; heard < count; heard++)
        {
            (await client.HearAsync()).ShouldContain("TOO_MANY_OPERATIONS");
        }
    }

    private Task<SocketClient> ConnectAsync() =>
        SocketClient.ConnectAsync(_server.Address, "graphql-transport-ws");

    private async Task IsServingAsync() => (await _server.PostAsync("""{"query":"{ book(id: 1) { id } }"}""")).Body
        .ShouldBe("""{"data":{"book":null}}""");
}
