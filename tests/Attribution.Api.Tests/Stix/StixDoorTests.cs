using System.CommandLine;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Attribution.Api.CommandLine;

namespace Attribution.Api.Tests.Stix;

/// <summary>The doors through which bundles come and go.</summary>
public sealed class StixDoorTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Campaign = "3d9f3b2c-6c55-4a0f-8f9c-0b6a1c2d3e4f";

    private static readonly string Bundle =
        $$"""
        {"type":"bundle","id":"bundle--0f2f0f0e-4d0e-4f34-9f0a-6d1e0c2b3a49","objects":[
          {"type":"campaign","spec_version":"2.1","id":"campaign--{{Campaign}}","created":"2025-01-10T09:00:00.000Z",
           "modified":"2025-01-10T09:00:00.000Z","name":"Night Heron",
           "object_marking_refs":["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"]}]}
        """;

    [Fact]
    public async Task A_bundle_is_uploaded_and_read_back()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(JsonSerializer.Serialize(new
            {
                query = """
                    mutation Import($bundle: Upload!) {
                      importStixBundle(input: { bundle: $bundle }) { import { counts { taken } } errors { code } }
                    }
                    """,
                variables = new { bundle = (string?)null },
            })), "operations" },
            { new StringContent("""{"0":["variables.bundle"]}"""), "map" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(Bundle)), "0", "bundle.json" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token());
        request.Headers.Add("GraphQL-Preflight", "1");
        using var response = await server.Http.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"data":{"importStixBundle":{"import":{"counts":{"taken":1}},"errors":[]}}}""");

        var (_, body) = await server.QueryAsync(
            $$"""{ exportStix(campaigns: ["{{Campaign}}"]) { bundle } }""", server.Token());
        body.GetProperty("data").GetProperty("exportStix").GetProperty("bundle").GetString()!
            .ShouldContain("Night Heron");
    }

    [Fact]
    public async Task The_command_line_imports_a_file_exports_it_and_imports_what_came_out()
    {
        var folder = Directory.CreateTempSubdirectory("attribution-stix-").FullName;
        try
        {
            var (given, first, second) = (
                Path.Combine(folder, "given.json.gz"), Path.Combine(folder, "1.json"), Path.Combine(folder, "2.json"));
            await using (var packed = new GZipStream(File.Create(given), CompressionLevel.Fastest))
            {
                await packed.WriteAsync(Encoding.UTF8.GetBytes(Bundle));
            }

            (await RunAsync("import", "stix", given, "--tenant", "one", "--quiet")).ShouldBe(0);
            (await RunAsync("export", "stix", "--tenant", "one", "--out", first, "--include", "related")).ShouldBe(0);
            (await RunAsync("import", "stix", first, "--tenant", "two", "--quiet")).ShouldBe(0);
            (await RunAsync(
                "export", "stix", "--tenant", "two", "--out", second, "--include", "related", "--ceiling", "green",
                "--campaign", Campaign)).ShouldBe(0);

            (await File.ReadAllTextAsync(first)).ShouldContain("Night Heron");
            (await File.ReadAllTextAsync(second)).ShouldContain("Night Heron");
            (await RunAsync(
                "export", "stix", "--tenant", "two", "--out", second, "--as-of", "2020-01-01T00:00:00Z")).ShouldBe(0);
            (await File.ReadAllTextAsync(second)).ShouldNotContain("Night Heron");
            (await RunAsync("export", "stix", "--tenant", "two", "--ceiling", "purple")).ShouldBe(1);
            (await RunAsync("export", "stix", "--tenant", "two", "--as-of", "yesterday")).ShouldBe(1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_command_line_sets_feeds_up_from_a_file()
    {
        var (file, tenant) = (Path.GetTempFileName(), Guid.NewGuid().ToString());
        try
        {
            await File.WriteAllTextAsync(
                file, """[{ "name": "isac", "apiRoot": "https://taxii.example/root/", "collection": "c" }]""");
            (await RunAsync("import", "feeds", file, "--tenant", tenant)).ShouldBe(0);
            await File.WriteAllTextAsync(
                file, """[{ "name": "ferries", "apiRoot": "ftp://taxii.example/root/", "collection": "c" }]""");
            (await RunAsync("import", "feeds", file, "--tenant", tenant)).ShouldBe(1);
        }
        finally
        {
            File.Delete(file);
        }

        var reader = new Dictionary<string, object>(ApiServer.Analyst) { ["tenant"] = tenant };
        var (_, body) = await server.QueryAsync("{ taxiiFeeds { name savedBy } }", server.Token(reader));
        body.GetProperty("data").GetProperty("taxiiFeeds").GetRawText()
            .ShouldBe("""[{"name":"isac","savedBy":"operator"}]""");
    }

    private Task<int> RunAsync(params string[] arguments) =>
        new RootCommand("test") { ImportCommand.Create(), ExportCommand.Create() }
            .Parse([.. arguments, "--org", "blue", "--database", server.ConnectionString])
            .InvokeAsync(new InvocationConfiguration { Error = TextWriter.Null, Output = TextWriter.Null });
}
