using Attribution.Api.Hosting;
using Microsoft.Extensions.Configuration;

namespace Attribution.Api.Tests.Hosting;

public sealed class GraphQLSettingsTests
{
    [Fact]
    public void Settings_are_read_from_configuration()
    {
        var settings = Read(("Limits:MaxDepth", "7"), ("Limits:Timeout", "00:00:05"), ("Sockets:MaxConnections", "3"));
        settings.Limits.MaxDepth.ShouldBe(7);
        settings.Limits.Timeout.ShouldBe(TimeSpan.FromSeconds(5));
        settings.Limits.MaxAliases.ShouldBe(100);
        settings.Sockets.MaxConnections.ShouldBe(3);
        settings.Explorer.ShouldBeNull();
    }

    [Theory]
    [InlineData("Limits:MaxDepht", "7")]
    [InlineData("Limits:MaxDepth", "seven")]
    [InlineData("Limits:MaxDepth", "0")]
    [InlineData("Sockets:InitTimeout", "-00:00:01")]
    [InlineData("MaxAutomaticDocuments", "-1")]
    [InlineData("OnlyTrustedDocuments", "true")]
    public void A_setting_that_makes_no_sense_keeps_the_host_from_starting(string name, string value) =>
        Should.Throw<InvalidOperationException>(() => Read((name, value)));

    private static GraphQLSettings Read(params (string Name, string Value)[] settings) => GraphQLSettings.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(
                setting => $"Attribution:GraphQL:{setting.Name}", setting => (string?)setting.Value))
            .Build());
}
