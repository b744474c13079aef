using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using Attribution.Benchmarks.Measuring;

namespace Attribution.Benchmarks.Stix;

/// <summary>How fast STIX is read, imported and exported (issue 7).</summary>
internal static class StixSuite
{
    private const int Campaigns = 200;
    private const int ExportedCampaigns = 1_000;
    private const int ObjectsEach = 50;
    private const int Reported = 10_000;
    private const long Gigabyte = 1L << 30;
    private const int NoteBytes = 64 * 1024;

    internal static readonly Suite Suite = new(
        "stix",
        "STIX read, imported and exported: --embedded [--socket] | --connection TEXT, "
        + "[--jobs parse,import,export,file,memory] [--file BUNDLE.json.gz] [--rounds N] [--json FILE]",
        RunAsync);

    private static readonly ImmutableArray<string> Jobs = ["parse", "import", "export", "file", "memory"];

    private static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellation)
    {
        var file = arguments.Text("file");
        var chosen = arguments.Text("jobs")?.Split(',') ?? [.. Jobs.Where(job => job != "file" || file is not null)];
        if (chosen.FirstOrDefault(name => !Jobs.Contains(name)) is { } unknown)
        {
            throw new UsageError($"There is no job {unknown}; there are {string.Join(", ", Jobs)}.");
        }

        var (rounds, jsonFile) = (arguments.Number("rounds", 5), arguments.Text("json"));
        await using var server = await BenchmarkServer.StartAsync(arguments, cancellation);
        arguments.ThrowIfAnyIsUnknown();
        await using var bench = await StixBench.PrepareAsync(server, cancellation);
        var results = new List<JobResult>();
        foreach (var job in chosen)
        {
            results.Add(await (job switch
            {
                "parse" => ParseAsync(rounds, cancellation),
                "import" => ImportAsync(bench, rounds, cancellation),
                "export" => ExportAsync(bench, rounds, cancellation),
                "file" => ImportFileAsync(
                    bench, file ?? throw new UsageError("Name the bundle: --file FILE."), rounds, cancellation),
                _ => RememberAsync(bench, cancellation),
            }));
        }

        var report = new Report(await server.DescribeAsync(), results);
        Console.WriteLine(report.Table());
        if (jsonFile is not null)
        {
            await File.WriteAllTextAsync(jsonFile, report.Json(), cancellation);
        }

        return results.All(result => result.Reached) ? 0 : 1;
    }

    /// <summary>On one core, in megabytes.</summary>
    private static Task<JobResult> ParseAsync(int rounds, CancellationToken cancellation)
    {
        var bundle = StixLoad.Mix(ExportedCampaigns, ObjectsEach, Reported);
        var megabytes = bundle.Length / 1_000_000;
        return Comparison.RunAsync(
            $"parse a bundle of {megabytes} MB",
            "MB",
            new Target(MinPerSecond: 60),
            rounds,
            () => Round.OfWorkAsync(megabytes, () => StixBench.ParseAsync(bundle, cancellation)),
            () => Round.OfWorkAsync(megabytes, () => Task.Run(() => JsonDocument.Parse(bundle).Dispose())),
            cancellation);
    }

    private static Task<JobResult> ImportAsync(StixBench bench, int rounds, CancellationToken cancellation)
    {
        var bundle = StixLoad.Mix(Campaigns, ObjectsEach, Reported);
        return ImportAsync(
            bench, "import: hot markings, missing ends, a report of 10,000", bundle, 2_500, rounds, cancellation);
    }

    private static async Task<JobResult> ImportFileAsync(
        StixBench bench, string file, int rounds, CancellationToken cancellation)
    {
        await using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var bundle = new MemoryStream();
        await packed.CopyToAsync(bundle, cancellation);
        return await ImportAsync(
            bench, $"import {Path.GetFileName(file)}", bundle.ToArray(), 1_650, rounds, cancellation);
    }

    private static async Task<JobResult> ImportAsync(
        StixBench bench, string name, byte[] bundle, double target, int rounds, CancellationToken cancellation)
    {
        using var document = JsonDocument.Parse(bundle);
        var objects = document.RootElement.GetProperty("objects").GetArrayLength();
        return await Comparison.RunAsync(
            $"{name} ({objects:N0} objects)",
            "objects",
            new Target(MinPerSecond: target),
            rounds,
            () => Round.OfWorkAsync(
                objects, () => bench.ImportAsync(bench.NewTenant(), new MemoryStream(bundle), cancellation)),
            () => Round.OfWorkAsync(objects, () => bench.StorePlainlyAsync(bundle, cancellation)),
            cancellation);
    }

    private static async Task<JobResult> ExportAsync(StixBench bench, int rounds, CancellationToken cancellation)
    {
        var tenant = bench.NewTenant();
        await bench.ImportAsync(
            tenant, new MemoryStream(StixLoad.Mix(ExportedCampaigns, ObjectsEach, reported: 0)), cancellation);
        var (ours, plain) = (
            await bench.ExportAsync(tenant, cancellation), await bench.ExportPlainlyAsync(tenant, cancellation));
        return await Comparison.RunAsync(
            $"export {ExportedCampaigns:N0} campaigns ({ours:N0} objects)",
            "objects",
            new Target(MinPerSecond: 20_000),
            rounds,
            () => Round.OfWorkAsync(ours, () => bench.ExportAsync(tenant, cancellation)),
            () => Round.OfWorkAsync(plain, () => bench.ExportPlainlyAsync(tenant, cancellation)),
            cancellation);
    }

    /// <summary>A bundle of a gigabyte, once: the figure that counts is the memory it takes.</summary>
    private static async Task<JobResult> RememberAsync(StixBench bench, CancellationToken cancellation)
    {
        using var bundle = new PartStream(StixLoad.Notes(Gigabyte, NoteBytes));
        var before = Environment.WorkingSet;
        var (peak, round) = (0L, default(Round));
        round = await Round.OfWorkAsync(Gigabyte / 1_000_000, async () => peak = await StixBench.PeakAsync(
            () => bench.ImportAsync(bench.NewTenant(), bundle, cancellation)));
        var name = $"import 1 GB: {before / 1_000_000:N0} MB before, {peak / 1_000_000:N0} MB at most";
        return new JobResult(name, "MB", round, Baseline: null, new Target());
    }
}
