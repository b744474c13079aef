using Attribution.App.Tests.StixImport;
using NodaTime;
using static Attribution.App.Tests.StixExport.StixExportTests;
using static Attribution.App.Tests.StixImport.Bundle;

namespace Attribution.App.Tests.StixExport;

public sealed class StixExportPastTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly string _campaign = NewId("campaign");

    [Fact]
    public async Task An_earlier_day_is_exported_as_it_was()
    {
        await database.System.ImportAsync(Client.Anna, Object(_campaign, new { name = "First" }));
        var history = await database.System.Log.ReadStreamAsync(new("acme", UuidOf(_campaign)));
        var day = TestClock.Instance.GetCurrentInstant();
        await database.System.ImportAsync(
            Client.Anna, Object(_campaign, new { name = "Second" }, "2025-02-01T00:00:00.000Z"));

        var then = await ReadAsync(database.System, Client.Anna, Of(_campaign) with { AsOf = day });
        var before = await ReadAsync(
            database.System,
            Client.Anna,
            Of(_campaign) with { AsOf = history[0].RecordedAt - Duration.FromSeconds(1) });
        var now = await ReadAsync(database.System, Client.Anna, Of(_campaign));

        Find(then, _campaign).Text("name").ShouldBe("First");
        Find(now, _campaign).Text("name").ShouldBe("Second");
        before.Objects.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_redacted_is_exported_of_no_day()
    {
        await database.System.ImportAsync(Client.Anna, Object(_campaign, new { name = "Jane Roe" }));
        var day = TestClock.Instance.GetCurrentInstant();
        await new Client(database.System, Client.Sofia).SendAsync(
            "redactCampaign", new { id = UuidOf(_campaign), field = "NAME", reason = "a person's" });

        foreach (var request in new[] { Of(_campaign), Of(_campaign) with { AsOf = day } })
        {
            var bundle = await ReadAsync(database.System, Client.Anna, request);
            Find(bundle, _campaign).Text("name").ShouldBe("[redacted]");
            bundle.Objects.ShouldAllBe(found => !$"{found}".Contains("Jane", StringComparison.Ordinal));
        }
    }
}
