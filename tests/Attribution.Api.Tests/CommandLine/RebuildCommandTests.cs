using Attribution.App;

namespace Attribution.Api.Tests.CommandLine;

public sealed class RebuildCommandTests(QuietDatabase database) : IClassFixture<QuietDatabase>
{
    [Fact]
    public async Task An_operator_makes_every_read_model_anew()
    {
        var rebuilt = await AttributionProgram.RunAsync("rebuild", "--database", database.ConnectionString);

        rebuilt.ExitCode.ShouldBe(0, rebuilt.Problems);
        rebuilt.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0])
            .ShouldBe(ReadModels.Names);
    }

    [Fact]
    public async Task A_read_model_that_there_is_not_is_refused_with_the_names_of_those_there_are()
    {
        var refused = await AttributionProgram.RunAsync(
            "rebuild", "Everything", "--database", database.ConnectionString);

        refused.ExitCode.ShouldBe(1);
        (refused.Output + refused.Problems).ShouldContain("GraphEdges");
    }
}
