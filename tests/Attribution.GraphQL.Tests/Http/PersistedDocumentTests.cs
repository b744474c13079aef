using System.Net;
using System.Security.Cryptography;
using System.Text;
using Attribution.GraphQL.Documents;
using Attribution.GraphQL.Http;

namespace Attribution.GraphQL.Tests.Http;

public sealed class PersistedDocumentTests : IAsyncLifetime
{
    private const string Document = "{ book(id: 1) { id } }";

    private readonly HttpServer _server = new();

    private static string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Document)));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_document_sent_once_with_its_hash_is_found_by_it()
    {
        await _server.InitializeAsync();
        var extensions = $$$"""{"persistedQuery":{"version":1,"sha256Hash":"{{{Hash}}}"}}""";
        var first = await _server.PostAsync($$$"""{"extensions":{{{extensions}}}}""");
        first.Body.ShouldContain("PersistedQueryNotFound");
        first.Body.ShouldContain("PERSISTED_QUERY_NOT_FOUND");
        (await _server.PostAsync($$$"""{"query":"{{{Document}}}","extensions":{{{extensions}}}}""")).Body
            .ShouldBe("""{"data":{"book":null}}""");
        (await _server.GetAsync($"extensions={extensions}")).Body.ShouldBe("""{"data":{"book":null}}""");
    }

    [Fact]
    public async Task A_hash_that_is_not_the_documents_is_refused()
    {
        await _server.InitializeAsync();
        var answer = await _server.PostAsync(
            $$$$"""{"query":"{ echo }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"{{{{Hash}}}}"}}}""");
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Only_trusted_documents_run_where_nothing_else_may()
    {
        var folder = Directory.CreateTempSubdirectory("trusted-documents");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "book.graphql"), Document);
        await _server.StartAsync(new GraphQLHttpOptions
        {
            Documents = new PersistedDocumentOptions
            {
                Trusted = TrustedDocuments.Load(folder.FullName),
                OnlyTrusted = true,
            },
        });
        folder.Delete(recursive: true);
        (await _server.PostAsync($$"""{"documentId":"sha256:{{Hash}}"}""")).Body.ShouldBe("""{"data":{"book":null}}""");
        (await _server.PostAsync($$"""{"query":"{{Document}}"}""")).Body.ShouldBe("""{"data":{"book":null}}""");
        (await _server.PostAsync("""{"query":"{ echo }"}""")).Body.ShouldContain("DOCUMENT_NOT_TRUSTED");
        (await _server.PostAsync("""{"documentId":"nothing"}""")).Body.ShouldContain("DOCUMENT_NOT_TRUSTED");
    }
}
