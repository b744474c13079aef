using Attribution.Api.CommandLine;

namespace Attribution.Api.Tests.CommandLine;

public sealed class ServeCommandTests(QuietDatabase database) : IClassFixture<QuietDatabase>
{
    [Theory]
    [InlineData("-0.1")]
    [InlineData("1.5")]
    [InlineData("NaN")]
    public void The_share_of_reading_that_is_recorded_is_from_0_to_1(string share) =>
        ServeCommand.Create().Parse(["--audit-reading", share]).Errors.ShouldHaveSingleItem().Message
            .ShouldBe("--audit-reading takes a number from 0 to 1.");

    [Theory]
    [InlineData("0")]
    [InlineData("0.25")]
    [InlineData("1")]
    public void Any_other_share_is_taken(string share) =>
        ServeCommand.Create().Parse(["--audit-reading", share]).Errors.ShouldBeEmpty();

    [Theory]
    [InlineData("89", 1)]
    [InlineData("90", 0)]
    public void The_audit_is_kept_for_a_while(string days, int errors) =>
        ServeCommand.Create().Parse(["--keep-audit-days", days]).Errors.Count.ShouldBe(errors);

    [Fact]
    public async Task The_login_for_reading_is_one_of_its_own()
    {
        var ended = await AttributionProgram.RunAsync(
            "serve", "--development", "--urls", "http://127.0.0.1:0", "--database", database.ConnectionString,
            "--reader-database", "Port=1");

        (ended.ExitCode, ended.Output).ShouldBe((1, ""));
        ended.Problems.ShouldStartWith("The database's address cannot be used");
    }
}
