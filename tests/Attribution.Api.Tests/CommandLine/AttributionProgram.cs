using System.Diagnostics;
using Attribution.Testing;

namespace Attribution.Api.Tests.CommandLine;

/// <summary>The program as an operator starts it.</summary>
internal static class AttributionProgram
{
    /// <summary>Where its own build put it, with the configuration of this build.</summary>
    internal static string Path { get; } = Repository.PathTo(
        $"src/Attribution.Api/bin/{new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name}/net10.0/attribution.dll");

    /// <summary>Runs a command to its end.</summary>
    internal static async Task<Ended> RunAsync(params IEnumerable<string> arguments)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var program = Process.Start(new ProcessStartInfo("dotnet", [Path, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        await using var killing = timeout.Token.Register(() => program.Kill(entireProcessTree: true));
        var (output, problems) = (
            program.StandardOutput.ReadToEndAsync(timeout.Token), program.StandardError.ReadToEndAsync(timeout.Token));
        await program.WaitForExitAsync(timeout.Token);
        return new Ended(program.ExitCode, await output, await problems);
    }

    internal sealed record Ended(int ExitCode, string Output, string Problems);
}
