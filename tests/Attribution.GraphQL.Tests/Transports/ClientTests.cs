using Attribution.GraphQL.Tests.Http;

namespace Attribution.GraphQL.Tests.Transports;

/// <summary>The clients that people use, as they come from npm.</summary>
public sealed class ClientTests(HttpServer server) : IClassFixture<HttpServer>
{
    private const int AuditCount = 61;

    [NodeFact]
    public async Task All_audits_of_graphql_http_pass()
    {
        var lines = (await NodeClients.RunAsync("audits.mjs", server.Address))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Where(line => !line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBeEmpty();
        lines.Length.ShouldBe(AuditCount);
    }

    [NodeFact]
    public async Task Graphql_ws_runs_queries_and_subscriptions() =>
        (await NodeClients.RunAsync("websocket.mjs", server.Address)).ShouldBe("ok\n");

    [NodeFact]
    public async Task Graphql_sse_runs_queries_and_subscriptions() =>
        (await NodeClients.RunAsync("events.mjs", server.Address)).ShouldBe("ok\n");

    [NodeFact]
    public async Task Apollo_client_runs_queries_mutations_subscriptions_and_persisted_queries() =>
        (await NodeClients.RunAsync("apollo.mjs", server.Address)).ShouldBe("ok\n");

    [NodeFact]
    public async Task The_reference_implementation_takes_the_introspection_result() =>
        (await NodeClients.RunAsync("introspection.mjs", server.Address)).ShouldBe("ok\n");
}
