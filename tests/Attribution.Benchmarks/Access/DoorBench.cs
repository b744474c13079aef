using System.Text;
using Attribution.Api.Authentication;
using Attribution.Api.Hosting;
using Attribution.App;
using Attribution.Benchmarks.GraphQL;
using Attribution.Benchmarks.Measuring;
using Attribution.Benchmarks.Tracking;
using Attribution.EventStore.Schema;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Attribution.Benchmarks.Access;

/// <summary>The smallest question there is: asked of the real host with a token, of a host that does all the same but
/// takes everybody for one principal, and of the bare engine. All run in this process, and so does who asks.</summary>
internal sealed class DoorBench : IAsyncDisposable
{
    private const int Connections = 32;

    private const string Question = """{"query":"{ __typename }"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("attribution-door-").FullName;
    private readonly DevelopmentIssuer _issuer;
    private readonly AttributionSystem _system;
    private readonly WebApplication _host;
    private readonly WebApplication _open;
    private readonly WebApplication _bare;

    private DoorBench(string database)
    {
        _issuer = DevelopmentIssuer.Open(_folder);
        _system = AttributionSystem.Open(database);
        _host = ApiHost.Build(_system, "http://127.0.0.1:0", _issuer, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration["Attribution:Quota:PrincipalRequestsPerSecond"] = "0";
            builder.Configuration["Attribution:Quota:TenantRequestsPerSecond"] = "0";
        });
        _open = Plain(builder =>
        {
            builder.Services.AddAnswerCompression();
            builder.Services.AddRequestLimits(
                new RequestQuota { PrincipalRequestsPerSecond = 0, TenantRequestsPerSecond = 0 });
        });
        _open.UseSecurityHeaders();
        _open.UseResponseCompression();
        _open.UseWebSockets();
        _open.Use((context, next) =>
        {
            context.Features.Set(CampaignLoad.Caller);
            return next(context);
        });
        _open.UseRateLimiter();
        _open.MapGraphQL("/graphql", GraphQLEngine.Create(_system.Schema));
        _bare = Plain(_ => { });
        _bare.MapGraphQL("/graphql", GraphQLEngine.Create(_system.Schema));
    }

    internal static async Task<DoorBench> StartAsync(BenchmarkServer server)
    {
        var database = await server.CreateDatabaseAsync("door");
        await Migrator.MigrateAsync(database, AttributionSystem.Migrations);
        var bench = new DoorBench(database);
        await bench._host.StartAsync();
        await bench._open.StartAsync();
        await bench._bare.StartAsync();
        return bench;
    }

    internal Task<Round> WithTokenAsync(TimeSpan time)
    {
        var token = _issuer.Mint(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = "anna",
                ["tenant"] = "acme",
                ["organisation"] = "blue",
                ["clearance"] = "red",
                ["countries"] = new[] { "DE" },
                ["roles"] = new[] { "analyst" },
            },
            DateTimeOffset.UtcNow,
            TimeSpan.FromHours(1));
        return RunAsync(_host, $"Authorization: Bearer {token}\r\n", time);
    }

    internal Task<Round> WithoutAsync(TimeSpan time) => RunAsync(_open, "", time);

    internal Task<Round> BareAsync(TimeSpan time) => RunAsync(_bare, "", time);

    public async ValueTask DisposeAsync()
    {
        await _bare.DisposeAsync();
        await _open.DisposeAsync();
        await _host.DisposeAsync();
        await _system.DisposeAsync();
        _issuer.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static WebApplication Plain(Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        configure(builder);
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        return app;
    }

    private static async Task<Round> RunAsync(WebApplication server, string header, TimeSpan time)
    {
        var request = Encoding.ASCII.GetBytes(
            $"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{header}"
            + $"Accept: application/json\r\nContent-Length: {Question.Length}\r\n\r\n{Question}");
        var load = new HttpLoad(new Uri(server.Urls.First()).Port, request, Connections);
        var result = await load.RunAsync(time);
        return new Round(
            result.RequestsPerSecond, result.MedianMicroseconds / 1_000, result.P99Microseconds / 1_000);
    }
}
