using Attribution.GraphQL.Http;
using Attribution.GraphQL.Tests.Http;

namespace Attribution.GraphQL.Tests.Transports;

/// <summary>Server-sent events, and parts of a response over HTTP.</summary>
public sealed class EventStreamTests : IAsyncLifetime
{
    private const string Streamed = """{"query":"{ books @stream(initialCount: 2) { id } }"}""";

    private const string LastPart =
        """{"incremental":[{"id":"0","items":[{"id":"b3"}]}],"completed":[{"id":"0"}],"hasNext":false}""";

    private readonly ManualTime _time = new();
    private readonly HttpServer _server = new();

    public Task InitializeAsync() => _server.StartAsync(new GraphQLHttpOptions { Time = _time });

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_silent_stream_says_that_it_is_alive()
    {
        using var connection = await RawConnection.OpenAsync(_server.Address);
        const string Body = """{"query":"{ slow(name: \"x\") }"}""";
        var head = RawConnection.Head($"Accept: text/event-stream\r\nContent-Length: {Body.Length}");
        await connection.SendAsync(head + Body);
        await connection.HearUntilAsync(":\n\n");
        (await _time.RingAsync()).ShouldBe(TimeSpan.FromSeconds(12));
        await connection.HearUntilAsync(":\n\n");
        await _time.RingAsync();
        await connection.HearUntilAsync(":\n\n");
        _server.Library.Gate.SetResult();
        (await connection.HearUntilAsync("complete")).ShouldContain("""data: {"data":{"slow":"x"}}""");
    }

    [Fact]
    public async Task A_streamed_list_comes_as_events()
    {
        var answer = await _server.PostAsync(Streamed, "text/event-stream");
        var events = answer.Body.Split("event: next\ndata: ");
        events.Length.ShouldBe(3);
        events[1].ShouldBe("""{"data":{"books":[{"id":"b1"},{"id":"b2"}]},"""
            + "\"pending\":" + """[{"id":"0","path":["books"]}],"hasNext":true}""" + "\n\n");
        events[2].ShouldBe(LastPart + "\n\nevent: complete\ndata:\n\n");
    }

    [Fact]
    public async Task A_streamed_list_comes_as_parts()
    {
        var answer = await _server.PostAsync(Streamed, "multipart/mixed, application/json");
        answer.ContentType.ShouldBe("multipart/mixed; boundary=\"-\"");
        var parts = answer.Body.Split("\r\n---", StringSplitOptions.RemoveEmptyEntries);
        parts.Length.ShouldBe(3);
        parts[0].ShouldEndWith("\"hasNext\":true}");
        parts[1].ShouldEndWith(LastPart);
        parts[2].ShouldBe("--\r\n");
    }
}
