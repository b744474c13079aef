using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Attribution.Api.Tests.CommandLine;

namespace Attribution.Api.Tests.Auditing;

public sealed class LogEndpointTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task An_auditor_takes_the_log_page_by_page_and_it_ends_empty()
    {
        await CreateAsync("first");
        await CreateAsync("second");
        var token = Token("auditor");

        var (_, whole) = await GetAsync("/log", token);
        var (_, one) = await GetAsync("/log?limit=1", token);
        var (_, rest) = await GetAsync($"/log?after={Place(one)}", token);
        var (status, end) = await GetAsync($"/log?after={Place(whole)}", token);

        (one + rest).ShouldBe(whole);
        whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeGreaterThanOrEqualTo(2);
        (status, end).ShouldBe((HttpStatusCode.OK, ""));
    }

    [Theory]
    [InlineData("analyst")]
    [InlineData("senior_analyst")]
    [InlineData("pipeline")]
    [InlineData("machine")]
    public async Task Nobody_else_gets_it(string role) =>
        (await RefusedAsync("/log", Token(role))).ShouldBe((HttpStatusCode.Forbidden, "FORBIDDEN"));

    [Fact]
    public async Task Without_a_token_there_is_nothing() =>
        (await GetAsync("/log", token: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("/log?after=7", HttpStatusCode.BadRequest, "BAD_USER_INPUT")]
    [InlineData("/log?limit=0", HttpStatusCode.BadRequest, "BAD_USER_INPUT")]
    [InlineData("/log?limit=1001", HttpStatusCode.BadRequest, "BAD_USER_INPUT")]
    [InlineData("/log?after=5c54aec3-c6dc-5aeb-b572-11a86a82c6f3/1", HttpStatusCode.NotFound, "UNKNOWN_PLACE")]
    public async Task What_is_no_page_is_refused(string path, HttpStatusCode status, string code) =>
        (await RefusedAsync(path, Token("auditor"))).ShouldBe((status, code));

    [Fact]
    public async Task The_command_line_writes_the_same_and_says_how_to_go_on()
    {
        await CreateAsync("third");
        var (_, whole) = await GetAsync("/log", Token("auditor"));

        var ended = await AttributionProgram.RunAsync(
            "export", "log", "--tenant", "acme", "--org", "blue", "--clearance", "amber",
            "--database", server.ConnectionString);

        (ended.ExitCode, ended.Output).ShouldBe((0, whole));
        ended.Problems.ShouldContain($"--after {Place(whole)}");
    }

    private string Token(string role) =>
        server.Token(new(ApiServer.Analyst, StringComparer.Ordinal) { ["roles"] = new[] { role } });

    private async Task CreateAsync(string name) => (await server.QueryAsync(
        $$"""mutation { createCampaign(input: { name: "{{name}}" }) { errors { code } } }""", server.Token()))
        .Status.ShouldBe(200);

    private static string Place(string lines) =>
        JsonDocument.Parse(lines.TrimEnd('\n').Split('\n')[^1]).RootElement.GetProperty("place").GetString()!;

    private async Task<(HttpStatusCode Status, string Code)> RefusedAsync(string path, string token)
    {
        var (status, body) = await GetAsync(path, token);
        return (status, JsonDocument.Parse(body).RootElement.GetProperty("error").GetProperty("code").GetString()!);
    }

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await server.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
