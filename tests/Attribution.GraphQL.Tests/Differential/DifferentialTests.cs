using System.Globalization;
using System.Text;
using System.Text.Json;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Validation;
using Attribution.Testing;

namespace Attribution.GraphQL.Tests.Differential;

/// <summary>
/// Generated documents, validated and run here and by the reference implementation. More than the usual number:
/// <c>ATTRIBUTION_GRAPHQL_SEEDS=20000 ATTRIBUTION_GRAPHQL_FIRST_SEED=1000</c> before the command that runs this test.
/// </summary>
public sealed class DifferentialTests
{
    private const int UsualSeeds = 600;

    private const int MaxShown = 5;

    private static readonly NodeFolder Clients = NodeFolder.At("tests/Attribution.GraphQL.Tests/clients");

    [NodeFact]
    public async Task Verdicts_and_results_are_those_of_the_reference_implementation()
    {
        var requests = Enumerable.Range(Setting("FIRST_SEED", 1), Setting("SEEDS", UsualSeeds))
            .Select(seed => QueryGenerator.Make(SampleWorld.Schema, seed))
            .ToList();
        var theirs = await RunReferenceAsync(requests);
        theirs.Count.ShouldBe(requests.Count);

        var (differences, verdicts) = (new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal));
        for (var index = 0; index < requests.Count; index++)
        {
            using var expected = JsonDocument.Parse(theirs[index]);
            var (ours, why) = await AnswerAsync(requests[index]);
            var wanted = Summary(expected.RootElement);
            verdicts[ours.Split(' ')[0]] = verdicts.GetValueOrDefault(ours.Split(' ')[0]) + 1;
            if (ours != wanted)
            {
                var (seed, document, variables, _) = requests[index];
                differences.Add($"seed {seed}\n  {document}\n  {variables}"
                    + $"\n  theirs: {theirs[index]}\n  ours:   {ours} {why}");
            }
        }

        differences.Count.ShouldBe(0, string.Join("\n\n", differences.Take(MaxShown)));
        verdicts.Keys.Order().ShouldBe(["invalid", "refused", "ran"], ignoreOrder: true);
        verdicts["ran"].ShouldBeGreaterThan(requests.Count / 4, "too few documents are valid to compare results");
        verdicts["invalid"].ShouldBeGreaterThan(requests.Count / 4, "too few documents are invalid");
    }

    private static async Task<(string Summary, string Why)> AnswerAsync(GeneratedRequest generated)
    {
        Parser.TryParse(new Source(generated.Document), limits: null, out var document, out var error)
            .ShouldBeTrue($"seed {generated.Seed}: {error?.Message}\n{generated.Document}");
        var errors = Validator.Validate(SampleWorld.Schema, document!);
        if (errors.Count > 0)
        {
            return ("invalid", errors[0].Message);
        }

        using var variables = JsonDocument.Parse(generated.Variables);
        using var response = await SampleWorld.Engine.ExecuteAsync(new GraphQLRequest(generated.Document)
        {
            Variables = variables.RootElement,
            OperationName = generated.OperationName,
        });
        if (!response.WasExecuted)
        {
            return ("refused", response.Errors[0].Message);
        }

        using var json = JsonDocument.Parse(response.ToString());
        var paths = response.Errors.Select(it => JsonSerializer.Serialize(it.Path));
        return (Ran(json.RootElement.GetProperty("data"), paths), "");
    }

    private static string Summary(JsonElement theirs) =>
        theirs.TryGetProperty("invalid", out _) ? "invalid"
        : theirs.TryGetProperty("refused", out _) ? "refused"
        : Ran(
            theirs.GetProperty("data"),
            theirs.GetProperty("paths").EnumerateArray().Select(path => path.GetRawText()));

    private static string Ran(JsonElement data, IEnumerable<string> paths) =>
        $"ran {JsonSerializer.Serialize(data)} {string.Join(' ', paths.Order(StringComparer.Ordinal))}";

    private static async Task<IReadOnlyList<string>> RunReferenceAsync(IEnumerable<GeneratedRequest> requests)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, CasesOf(requests));
            var printed = await Clients.RunAsync("differential.mjs", file);
            return printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string CasesOf(IEnumerable<GeneratedRequest> requests)
    {
        var cases = new StringBuilder();
        foreach (var request in requests)
        {
            cases.Append(cases.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""
                {"document":{{JsonSerializer.Serialize(request.Document)}},
                "operationName":{{JsonSerializer.Serialize(request.OperationName)}},"variables":{{request.Variables}}}
                """);
        }

        return $$"""{"sdl":{{JsonSerializer.Serialize(SampleWorld.Sdl)}},"cases":[{{cases}}]}""";
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable($"ATTRIBUTION_GRAPHQL_{name}") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
