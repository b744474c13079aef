using Attribution.GraphQL.Tests.Http;
using Attribution.Testing;

namespace Attribution.GraphQL.Tests.Transports;

/// <summary>The clients that people use, as they come from npm.</summary>
public sealed class ClientTests(HttpServer server) : IClassFixture<HttpServer>
{
    private const int AuditCount = 61;

    private static readonly NodeFolder Clients = NodeFolder.At("tests/Attribution.GraphQL.Tests/clients");

    [NodeFact]
    public async Task All_audits_of_graphql_http_pass()
    {
        var lines = (await Clients.RunAsync("audits.mjs", server.Address.ToString()))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Where(line => !line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBeEmpty();
        lines.Length.ShouldBe(AuditCount);
    }

    [NodeFact]
    public async Task Graphql_ws_runs_queries_and_subscriptions() =>
        (await Clients.RunAsync("websocket.mjs", server.Address.ToString())).ShouldBe("ok\n");

    [NodeFact]
    public async Task Graphql_sse_runs_queries_and_subscriptions() =>
        (await Clients.RunAsync("events.mjs", server.Address.ToString())).ShouldBe("ok\n");

    [NodeFact]
    public async Task Apollo_client_runs_queries_mutations_subscriptions_and_persisted_queries() =>
        (await Clients.RunAsync("apollo.mjs", server.Address.ToString())).ShouldBe("ok\n");

    [NodeFact]
    public async Task The_reference_implementation_takes_the_introspection_result() =>
        (await Clients.RunAsync("introspection.mjs", server.Address.ToString())).ShouldBe("ok\n");
}
