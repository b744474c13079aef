using System.Diagnostics;

namespace Attribution.Benchmarks.Soak;

/// <summary>
/// Writer processes that hammer overlapping streams, a reader that follows the log in order meanwhile, something that
/// breaks, and then the question whether every promise was kept.
/// </summary>
internal sealed class SoakRun(SoakOptions options)
{
    private readonly Random _random = new(options.Seed);
    private readonly List<string> _journals = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("attribution-soak-").FullName;
    private int _faults;

    internal async Task<SoakReport> RunAsync()
    {
        try
        {
            await using var server = await SoakServer.StartAsync();
            await using var reader = new SoakReader(server.ConnectionString);
            var following = reader.FollowAsync();
            var failures = await WriteAsync(server);
            await reader.FinishAsync(following);
            var (acknowledged, denied) = SoakJournal.Read(_journals);
            var findings = await SoakFindings.CollectAsync(server.ConnectionString, acknowledged, denied, reader.Seen);
            return new SoakReport(
                options, findings.Stored, acknowledged.Count, denied.Count, findings.Gaps, _faults,
                [.. failures, .. findings.Violations]);
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<List<string>> WriteAsync(SoakServer server)
    {
        var began = Stopwatch.GetTimestamp();
        var writers = Enumerable.Range(0, options.Processes).Select(_ => StartWriter(server, options.Time)).ToList();
        while (options.Fault != SoakFault.None && Stopwatch.GetElapsedTime(began) < options.Time)
        {
            await Task.Delay(_random.Next(300, 1200));
            await BreakAsync(server, writers, options.Time - Stopwatch.GetElapsedTime(began));
            _faults++;
        }

        var failures = new List<string>();
        foreach (var writer in writers)
        {
            var exitCode = await writer.WaitAsync();
            if (exitCode != 0)
            {
                failures.Add($"A writer process ended with code {exitCode}.");
            }

            writer.Dispose();
        }

        return failures;
    }

    private async Task BreakAsync(SoakServer server, List<WriterProcess> writers, TimeSpan left)
    {
        switch (options.Fault)
        {
            case SoakFault.KillServer:
                await server.KillAsync();
                break;
            case SoakFault.KillBackends:
                await server.KillBackendsAsync();
                break;
            default:
                await ReplaceAsync(server, writers, _random.Next(writers.Count), left);
                break;
        }
    }

    private async Task ReplaceAsync(SoakServer server, List<WriterProcess> writers, int place, TimeSpan left)
    {
        writers[place].Kill();
        await writers[place].WaitAsync();
        writers[place].Dispose();
        writers[place] = StartWriter(server, left < TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : left);
    }

    private WriterProcess StartWriter(SoakServer server, TimeSpan time)
    {
        _journals.Add(Path.Combine(_folder, $"journal-{_journals.Count}"));
        return WriterProcess.Start(server.ConnectionString, options, time, _random.Next(1, 1_000_000), _journals[^1]);
    }
}
