using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Attribution.Api.Authentication;
using Attribution.Api.Hosting;
using Attribution.App;
using Attribution.EventStore.Schema;
using Attribution.Testing;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace Attribution.Api.Tests;

/// <summary>The real host on a free loopback port, with a development issuer of its own.</summary>
public sealed class ApiServer() : MigratedDatabase("api", MigrateAsync)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attribution-api-tests-").FullName;
    private AttributionSystem? _system;
    private WebApplication? _app;

    internal DevelopmentIssuer Issuer { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    /// <summary>The claims of an ordinary analyst.</summary>
    internal static Dictionary<string, object> Analyst => new(StringComparer.Ordinal)
    {
        ["sub"] = "anna",
        ["tenant"] = "acme",
        ["organisation"] = "blue",
        ["clearance"] = "amber",
        ["roles"] = new[] { "analyst" },
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Issuer = DevelopmentIssuer.Open(_folder);
        _system = AttributionSystem.Open(ConnectionString);
        _app = ApiHost.Build(_system, "http://127.0.0.1:0", Issuer, builder =>
        {
            // A test that wants feeds read starts a host that may.
            builder.Configuration["Attribution:Feeds:AtOnceMax"] = "0";
        });
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public override async Task DisposeAsync()
    {
        Http.Dispose();
        await _app!.DisposeAsync();
        await _system!.DisposeAsync();
        Issuer.Dispose();
        Directory.Delete(_folder, recursive: true);
        await base.DisposeAsync();
    }

    /// <summary>Another host of the same system, otherwise configured.</summary>
    /// <param name="configure">Its configuration.</param>
    /// <param name="isDevelopment">Whether it takes tokens of <see cref="Issuer"/>.</param>
    internal async Task<WebApplication> StartAsync(Action<WebApplicationBuilder> configure, bool isDevelopment = true)
    {
        var app = ApiHost.Build(_system!, "http://127.0.0.1:0", isDevelopment ? Issuer : null, configure);
        await app.StartAsync();
        return app;
    }

    internal string Token(Dictionary<string, object>? claims = null) =>
        Issuer.Mint(claims ?? Analyst, DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));

    internal async Task<(int Status, JsonElement Body)> QueryAsync(string query, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json"),
        };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    /// <summary>The first column of the first row.</summary>
    internal async Task<T> ReadAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static Task MigrateAsync(string connectionString) =>
        Migrator.MigrateAsync(connectionString, AttributionSystem.Migrations);
}
