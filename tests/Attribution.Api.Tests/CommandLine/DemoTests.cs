using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Attribution.Testing;

namespace Attribution.Api.Tests.CommandLine;

public sealed partial class DemoTests
{
    [Fact]
    public async Task The_demo_starts_answers_stops_at_ctrl_c_and_goes_on_with_its_data()
    {
        // Not CreateTempSubdirectory: that closes the folder to the unprivileged account the server runs as under root.
        var folder = Directory.CreateDirectory(
            Path.Combine(Path.GetTempPath(), $"attribution-demo-{Guid.NewGuid():N}")).FullName;
        try
        {
            var first = await RunAsync(folder);
            var second = await RunAsync(folder);

            first.Output.ShouldContain("12 clusters promoted, 0 proposed to be merged, 0 known already, 0 refused.");
            first.Answer.ShouldBe(
                """{"data":{"campaigns":{"totalCount":12,"nodes":[{"killChain":{"release":"18.1"}}]}}}""");
            second.Output.ShouldContain("0 clusters promoted, 0 proposed to be merged, 12 known already, 0 refused.");
            second.Answer.ShouldBe(first.Answer);
            (first.ExitCode, second.ExitCode).ShouldBe((0, 0));
            File.Exists(Path.Combine(folder, "postgres", "cluster", "postmaster.pid"))
                .ShouldBeFalse("the server is stopped");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The program where its own build put it, with the configuration of this build.</summary>
    private static string Program { get; } = Repository.PathTo(
        $"src/Attribution.Api/bin/{new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name}/net10.0/attribution.dll");

    /// <summary>Starts the program as a newcomer does, asks it for its campaigns with the token it prints, presses
    /// Ctrl-C.</summary>
    private static async Task<(string Output, string Answer, int ExitCode)> RunAsync(string folder)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Program, "demo", "--data", folder, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var program = Process.Start(start)!;
        await using var killing = timeout.Token.Register(() => program.Kill(entireProcessTree: true));
        var output = new StringBuilder();
        string? address = null, token = null;
        while ((address is null || token is null)
            && await program.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            output.AppendLine(line);
            address ??= Address().Match(line) is { Success: true } found ? found.Value : null;
            token ??= line.StartsWith("TOKEN=", StringComparison.Ordinal) ? line["TOKEN=".Length..] : null;
        }

        var answer = await AskAsync(
            new Uri($"{address ?? throw new InvalidOperationException(output.ToString())}/graphql"), token!);
        using (var interrupt = Process.Start("kill", ["-INT", $"{program.Id}"]))
        {
            await interrupt.WaitForExitAsync(timeout.Token);
        }

        output.Append(await program.StandardOutput.ReadToEndAsync(timeout.Token));
        await program.WaitForExitAsync(timeout.Token);
        return (output.ToString(), answer, program.ExitCode);
    }

    private static async Task<string> AskAsync(Uri address, string token)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        const string Body =
            """{"query":"{ campaigns(first: 1) { totalCount nodes { killChain { release } } } }"}""";
        using var content = new StringContent(Body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(address, content);
        return await response.Content.ReadAsStringAsync();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
