using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Attribution.GraphQL.Tests.Http;

/// <summary>Requests that mean harm: each is refused with a clear error, and the server keeps serving.</summary>
public sealed class HostileTests(HttpServer server) : IClassFixture<HttpServer>
{
    private static readonly Dictionary<string, string> Documents = new()
    {
        { "100,000 aliases", Aliases(100_000) },
        { "1,000 aliases", Aliases(1_000) },
        { "deep braces", new string('{', 100_000) },
        { "deep lists", $"{{ echo(json: {new string('[', 50_000)} }}" },
        { "deep fields", "{ books " + Repeat(150, _ => "{ similar ") + "{ id }" + new string('}', 151) },
        { "a cycle", "{ books { ...A } } "
            + "fragment A on Book { similar { ...B } } fragment B on Book { similar { ...A } }" },
        { "a chain", "{ books { ...F0 } } "
            + Repeat(2_000, i => $"fragment F{i} on Book {{ ...F{i + 1} }} ") + "fragment F2000 on Book { id }" },
        { "a bomb", "{ books { ...F0 } } "
            + Repeat(18, i => $"fragment F{i} on Book {{ similar {{ ...F{i + 1} }} ...F{i + 1} }} ")
            + "fragment F18 on Book { id }" },
        { "deep introspection", "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }" },
        { "an endless string", "{ echo(text: \"" + new string('x', 200_000) },
    };

    public static TheoryData<string> Names => new(Documents.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_document_is_refused(string name)
    {
        var answer = await server.PostAsync(JsonSerializer.Serialize(new { query = Documents[name] }));
        ((int)answer.Status).ShouldBeLessThan(500, name);
        if (name != "a chain")
        {
            answer.Body.ShouldStartWith("{\"errors\":[{\"message\":", Case.Sensitive, name);
            answer.Body.ShouldNotContain("\"data\"", Case.Sensitive, name);
        }

        answer.Body.Length.ShouldBeLessThan(20_000, name);
        await IsServingAsync();
    }

    [Fact]
    public async Task Deep_json_is_refused()
    {
        var answer = await server.PostAsync($"{{\"variables\":{new string('[', 100_000)}");
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        await IsServingAsync();
    }

    [Fact]
    public async Task A_client_that_hangs_up_in_the_middle_of_a_body_harms_nobody()
    {
        for (var times = 0; times < 20; times++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes(
                "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
                + "{\"query"));
        }

        await IsServingAsync();
    }

    [Fact]
    public async Task Random_bytes_never_bring_the_server_down()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        for (var times = 0; times < 300; times++)
        {
            var body = Encoding.UTF8.GetBytes(
                """{"query":"query ($a: Int) { books(first: $a) { id } }","variables":{"a":1}}""");
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            var answer = await server.PostAsync(body, "application/json", "application/json");
            ((int)answer.Status).ShouldBeLessThan(500, $"seed {Seed}, {Convert.ToHexString(body)}");
        }
    }

    private static string Aliases(int count) => $"{{ {Repeat(count, i => $"a{i}: __typename ")} }}";

    private static string Repeat(int count, Func<int, string> piece) =>
        string.Concat(Enumerable.Range(0, count).Select(piece));

    private async Task IsServingAsync() =>
        (await server.PostAsync("""{"query":"{ book(id: 1) { id } }"}""")).Body.ShouldBe("""{"data":{"book":null}}""");
}
