using Npgsql;

namespace Attribution.App.Tests.Storage;

public sealed class DatabaseAwayTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    [Theory]
    [InlineData("""saveTaxiiCollection(input: { title: "harbour" }) { errors { code } }""")]
    [InlineData("""removeTaxiiCollection(input: { id: "5c54aec3-c6dc-4aeb-b572-11a86a82c6f3" }) { removed }""")]
    [InlineData("""subscribeWebhook(input: { url: "https://hooks.example/" }) { errors { code } }""")]
    [InlineData("""removeWebhook(input: { id: "5c54aec3-c6dc-4aeb-b572-11a86a82c6f3" }) { removed }""")]
    [InlineData(
        """
        saveTaxiiFeed(input: {
          name: "port", apiRoot: "https://taxii.example/root/", collection: "c", ceiling: AMBER }) { errors { code } }
        """)]
    [InlineData("""removeTaxiiFeed(input: { id: "5c54aec3-c6dc-4aeb-b572-11a86a82c6f3" }) { removed }""")]
    [InlineData("""pollNow(input: { id: "5c54aec3-c6dc-4aeb-b572-11a86a82c6f3" }) { errors { code } }""")]
    [InlineData(
        """
        pushCampaigns(input: {
          feed: "5c54aec3-c6dc-4aeb-b572-11a86a82c6f3", campaigns: [], ceiling: AMBER }) { errors { code } }
        """)]
    public async Task Whoever_changes_something_meanwhile_is_told_so(string mutation)
    {
        // Nobody listens on the first port.
        var away = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Host = "127.0.0.1", Port = 1 };
        await using var system = AttributionSystem.Open(away.ConnectionString, TestClock.Instance);

        var answer = await new Client(system, Client.Sofia).AnswerAsync($"mutation {{ {mutation} }}");

        answer.Items("errors").ShouldHaveSingleItem().Text("extensions", "code").ShouldBe("UNAVAILABLE");
    }
}
