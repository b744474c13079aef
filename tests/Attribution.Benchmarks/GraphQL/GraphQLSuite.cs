using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Validation;

namespace Attribution.Benchmarks.GraphQL;

/// <summary>
/// The engine against bare Kestrel that serialises the same objects with System.Text.Json: same process, same request
/// bytes, taking turns so that the machine's moods hit both.
/// </summary>
internal static class GraphQLSuite
{
    private const int Connections = 32;
    private const int Rounds = 5;

    // Long enough for the optimising compiler to have seen everything, on a busy machine too.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    private const string CampaignsDocument = """
        { campaigns(first: 20) { nodes { id name status threatLevel confidence { value band label }
          hypotheses { id actor { name } confidenceHistory { at value reason } } } } }
        """;

    internal static Suite Suite { get; } =
        new("graphql", "The GraphQL engine against bare Kestrel. [--seconds 3]", RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellation)
    {
        var seconds = arguments.Number("seconds", otherwise: 3);
        arguments.ThrowIfAnyIsUnknown();
        var tiny = $"{{ campaign(id: \"{CampaignSample.Campaigns[7].Id}\") {{ id name status }} }}";
        await using var server = await ComparedServers.StartAsync();
        var port = new Uri(server.Urls.First()).Port;
        foreach (var (name, document) in new[] { ("campaigns", CampaignsDocument), ("campaign", tiny) })
        {
            var body = Body(document);
            var engine = new HttpLoad(port, RequestTo("/graphql", body), Connections);
            var bare = new HttpLoad(port, RequestTo($"/{name}", body), Connections);
            await CompareAsync(name, engine, bare, TimeSpan.FromSeconds(seconds));
        }

        MeasureDocument();
        await ColdStart.CompareAsync(RequestTo("/graphql", Body(tiny)), RequestTo("/campaign", Body(tiny)));
        return 0;
    }

    private static async Task CompareAsync(string name, HttpLoad engine, HttpLoad bare, TimeSpan duration)
    {
        await engine.RunAsync(WarmUp);
        await bare.RunAsync(WarmUp);
        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var allocated = GC.GetTotalAllocatedBytes();
            var ours = await engine.RunAsync(duration);
            var oursAllocated = GC.GetTotalAllocatedBytes() - allocated;
            var theirs = await bare.RunAsync(duration);
            var theirsAllocated = GC.GetTotalAllocatedBytes() - allocated - oursAllocated;
            ratios.Add(ours.RequestsPerSecond / theirs.RequestsPerSecond);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {ours.RequestsPerSecond:F0}/s ({ours.MedianMicroseconds:F0} us, "
                + $"p99 {ours.P99Microseconds:F0}, {ours.Bytes} B, "
                + $"{oursAllocated / (ours.RequestsPerSecond * duration.TotalSeconds):F0} B allocated) "
                + $"bare {theirs.RequestsPerSecond:F0}/s ({theirs.Bytes} B, "
                + $"{theirsAllocated / (theirs.RequestsPerSecond * duration.TotalSeconds):F0} B allocated) "
                + $"{ratios[^1]:P0}"));
        }

        ratios.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: median {ratios[Rounds / 2]:P1} of bare"));
    }

    private static void MeasureDocument()
    {
        var schema = CampaignSample.Schema();
        var document = Encoding.UTF8.GetBytes(CampaignsDocument);
        var known = GraphQLEngine.Create(schema);
        Report("prepare, known document", 200_000, () => known.Prepare(new GraphQLRequest(document), out _));
        Report("parse and validate", 5_000, () =>
        {
            _ = Parser.TryParse(new Source(document), ParserLimits.Default, out var syntax, out _);
            Validator.Validate(schema, syntax!);
        });
        var parsed = Parse(document);
        Report("plan", 5_000, () => new ParsedDocument(schema, parsed).Find(name: null, out _)!
            .PlanFor(VariableValues.None, OperationLimits.Default, isIncremental: false, out _));
        Report("execute, no HTTP", 20_000, () =>
            known.ExecuteAsync(new GraphQLRequest(document)).AsTask().GetAwaiter().GetResult().Dispose());
    }

    private static Document Parse(byte[] document) =>
        Parser.TryParse(new Source(document), ParserLimits.Default, out var syntax, out var error)
            ? syntax
            : throw new InvalidOperationException(error.Message);

    private static void Report(string name, int times, Action action)
    {
        // Until the runtime has compiled it the second time, which it does in the background.
        var warm = Stopwatch.StartNew();
        while (warm.Elapsed < WarmUp)
        {
            action();
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        for (var index = 0; index < times; index++)
        {
            action();
        }

        var microseconds = watch.Elapsed.TotalMicroseconds / times;
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / times;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {microseconds:F2} us, {bytes} B"));
    }

    private static string Body(string document) => JsonSerializer.Serialize(new { query = document });

    private static byte[] RequestTo(string path, string body) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + $"Accept: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
