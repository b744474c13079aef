using System.Text.Json;
using Attribution.App;
using Attribution.Domain.Access;
using Attribution.EventStore.Schema;
using Attribution.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace Attribution.Benchmarks.Tracking;

/// <summary>People who bring evidence for one hypothesis, all at once, through the mutation.</summary>
internal sealed class SupportJob : IAsyncDisposable
{
    internal const int People = 32;

    private const string Support =
        """
        mutation Support($input: AddEvidenceInput!) {
          supportHypothesis(input: $input) { changed errors { code } hypothesis { id version } }
        }
        """;

    private readonly AttributionSystem _system;
    private readonly GraphQLEngine _engine;
    private readonly Principal[] _people =
        [.. Enumerable.Range(0, People).Select(number => CampaignLoad.Caller with { Subject = $"analyst-{number}" })];

    private Guid _hypothesis;
    private int _supported;

    private SupportJob(string database)
    {
        _system = AttributionSystem.Open(database);
        _engine = GraphQLEngine.Create(_system.Schema);
    }

    internal static async Task<SupportJob> PrepareAsync(BenchmarkServer server)
    {
        var database = await server.CreateDatabaseAsync("support");
        await Migrator.MigrateAsync(database, AttributionSystem.Migrations);
        return new SupportJob(database);
    }

    /// <summary>Proposes the hypothesis of the next round; none grows beyond what a round brings.</summary>
    internal async Task ProposeAsync()
    {
        var actor = $"threat-actor--{Guid.NewGuid()}";
        await SendAsync("registerActor", "RegisterActorInput", new { actor, name = "Harbour" }, "actor { id }");
        var campaign = (await SendAsync("createCampaign", "CreateCampaignInput", new { name = "x" }, "campaign { id }"))
            .GetProperty("campaign").GetProperty("id").GetGuid();
        var input = new { campaign, actor, actorName = "Harbour" };
        _hypothesis = (await SendAsync("proposeHypothesis", "ProposeHypothesisInput", input, "hypothesis { id }"))
            .GetProperty("hypothesis").GetProperty("id").GetGuid();
        _supported = 0;
    }

    internal async Task SupportAsync(int person)
    {
        var evidence = new
        {
            kind = "infrastructure_overlap",
            description = "shares a subnet",
            artifacts = new[] { $"indicator--{Guid.NewGuid()}" },
            weight = 1,
            reliability = "B",
            credibility = 2,
        };
        var answer = await AnswerAsync(
            _people[person], Support, new { input = new { id = _hypothesis, evidence } });
        if (!answer.GetProperty("supportHypothesis").GetProperty("changed").GetBoolean())
        {
            throw new InvalidOperationException($"A person was answered {answer}.");
        }

        Interlocked.Increment(ref _supported);
    }

    /// <exception cref="InvalidOperationException">An item is lost, or there twice.</exception>
    internal async Task CheckAsync()
    {
        var answer = await AnswerAsync(
            _people[0],
            "query Read($id: UUID!) { hypothesis(id: $id) { supportingEvidence { id } } }",
            new { id = _hypothesis });
        var items = answer.GetProperty("hypothesis").GetProperty("supportingEvidence").EnumerateArray()
            .Select(item => item.GetProperty("id").GetGuid()).ToArray();
        if (items.Length != _supported || items.Distinct().Count() != _supported)
        {
            throw new InvalidOperationException($"{_supported} items were brought and {items.Length} are there.");
        }
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    private async Task<JsonElement> SendAsync(string mutation, string type, object input, string selection) =>
        (await AnswerAsync(
            _people[0],
            $"mutation Send($input: {type}!) {{ {mutation}(input: $input) {{ errors {{ code }} {selection} }} }}",
            new { input })).GetProperty(mutation);

    private async Task<JsonElement> AnswerAsync(Principal caller, string document, object variables)
    {
        using var response = await _engine.ExecuteAsync(new GraphQLRequest(document)
        {
            Variables = JsonSerializer.SerializeToElement(variables),
            Services = new Services(caller),
        });
        using var parsed = JsonDocument.Parse(response.ToString());
        return parsed.RootElement.TryGetProperty("errors", out var errors)
            ? throw new InvalidOperationException(errors.ToString())
            : parsed.RootElement.GetProperty("data").Clone();
    }

    private sealed class Services : IServiceProvider
    {
        private readonly DefaultHttpContext _context = new();

        internal Services(Principal caller) => _context.Features.Set(caller);

        public object? GetService(Type serviceType) => serviceType == typeof(HttpContext) ? _context : null;
    }
}
