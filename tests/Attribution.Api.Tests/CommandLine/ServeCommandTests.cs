using Attribution.Api.CommandLine;

namespace Attribution.Api.Tests.CommandLine;

public sealed class ServeCommandTests
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
}
