using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Attribution.Api.CommandLine;
using Attribution.Testing;

namespace Attribution.Api.Tests.CommandLine;

public sealed class BundleFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attribution-attack-").FullName;

    [Theory]
    [InlineData("enterprise-attack-18.1.json.gz", true, "18.1")]
    [InlineData("enterprise-attack-18.1.json", false, "18.1")]
    [InlineData("packed-under-a-plain-name.json", true, null)]
    [InlineData("enterprise-attack.json", false, null)]
    public void A_file_is_unpacked_by_its_content_and_its_name_may_state_the_release(
        string name, bool packed, string? release)
    {
        using var bundle = BundleFile.Open(Write(name, "{}", packed));
        using var text = new StreamReader(bundle.Content);

        (text.ReadToEnd(), bundle.Version, bundle.Share).ShouldBe(("{}", release, 1));
    }

    [Fact]
    public void An_empty_file_is_read_to_its_end_at_once()
    {
        using var bundle = BundleFile.Open(Write("empty.json", "", packed: false));

        (bundle.Content.ReadByte(), bundle.Share).ShouldBe((-1, 1));
    }

    [Theory]
    [InlineData(-1, "[..............................]   0 %  3 objects")]
    [InlineData(0.5, "[###############...............]  50 %  3 objects")]
    [InlineData(1.2, "[##############################] 100 %  3 objects")]
    public void The_progress_bar_is_one_line(double share, string line) =>
        ProgressBar.Line(share, "3 objects").ShouldBe(line);

    [Theory]
    [InlineData("""{"type":"bundle","objects":[]}""", "NOT_AN_ATTACK_RELEASE")]
    [InlineData("nonsense", "MALFORMED_BUNDLE")]
    public async Task A_file_that_is_no_release_is_refused_in_one_sentence(string content, string code)
    {
        var (exitCode, output, error) = await RunAsync("attack", "facts", Write("x.json", content, packed: false));

        (exitCode, output).ShouldBe((1, ""));
        error.ShouldStartWith($"{code}: ");
        error.ShouldNotContain("   at ");
    }

    [SharedDataFact]
    public async Task The_facts_of_a_real_release_are_printed_with_their_copyright()
    {
        var (exitCode, output, error) = await RunAsync(
            "attack", "facts", SharedData.PathTo("attack/ics-attack-18.1.json.gz"));

        (exitCode, error).ShouldBe((0, ""));
        output.ShouldStartWith("copyright\tCopyright 2015-2025, The MITRE Corporation.");
        output.ShouldContain("\nrelease\tics\t18.1\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text, bool packed)
    {
        var path = Path.Combine(_folder, name);
        using var file = File.Create(path);
        using Stream content = packed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        content.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var build = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo(
            "dotnet",
            [Repository.PathTo($"src/Attribution.Api/bin/{build}/net10.0/attribution.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var program = Process.Start(start)!;
        var (output, error) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        return (program.ExitCode, await output, await error);
    }
}
