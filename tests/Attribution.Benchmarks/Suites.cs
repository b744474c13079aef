using System.Collections.Immutable;
using Attribution.Benchmarks.Access;
using Attribution.Benchmarks.Domain;
using Attribution.Benchmarks.EventStore;
using Attribution.Benchmarks.GraphQL;
using Attribution.Benchmarks.Messaging;
using Attribution.Benchmarks.Soak;
using Attribution.Benchmarks.Stix;
using Attribution.Benchmarks.Tracking;

namespace Attribution.Benchmarks;

/// <summary>One thing this program can do: <c>dotnet run -c Release -- NAME OPTIONS</c>.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Summary">One line for the list.</param>
/// <param name="RunAsync">Does it; returns the exit code.</param>
internal sealed record Suite(string Name, string Summary, Func<Arguments, CancellationToken, Task<int>> RunAsync);

/// <summary>Every suite, in one list.</summary>
internal static class Suites
{
    private const int UsageErrorCode = 2;

    private static readonly ImmutableArray<Suite> All =
    [
        EventStoreSuite.Suite,
        GraphQLSuite.Suite,
        ColdStart.Server,
        MessagingSuite.Suite,
        MessageLoad.Suite,
        MessageSoakSuite.Suite,
        MessageSimulationSuite.Suite,
        TrackingSuite.Suite,
        DomainSuite.Suite,
        AccessSuite.Suite,
        StixSuite.Suite,
        SoakSuite.Suite,
        SoakSuite.Writer,
    ];

    internal static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        if (args.Length == 0 || All.FirstOrDefault(suite => suite.Name == args[0]) is not { } chosen)
        {
            await Console.Error.WriteLineAsync("Usage: dotnet run -c Release -- SUITE OPTIONS");
            foreach (var suite in All)
            {
                await Console.Error.WriteLineAsync($"  {suite.Name,-18} {suite.Summary}");
            }

            return UsageErrorCode;
        }

        try
        {
            return await chosen.RunAsync(Arguments.Parse(args[1..]), cancellation);
        }
        catch (UsageError mistake)
        {
            await Console.Error.WriteLineAsync(mistake.Message);
            return UsageErrorCode;
        }
    }
}
