using System.Text;
using Attribution.App.StixImport;
using static Attribution.App.Tests.StixImport.Bundle;

namespace Attribution.App.Tests.StixImport;

public sealed class HostileBundleTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"type":"bundle","id":"bundle--x","objects":{}}""")]
    [InlineData("""{"type":"bundle","objects":[5,null,"x",[],{}]}""")]
    [InlineData("""{"type":"bundle","objects":[{"type":"campaign","id":"campaign--5"}]}""")]
    public async Task What_is_no_bundle_gives_a_report(string text) =>
        (await database.System.ImportTextAsync(Client.Anna, text))
            .ShouldAllBe(item => item.Outcome == StixImportOutcome.Refused && item.Code != null);

    [Fact]
    public async Task What_is_only_odd_about_a_bundle_refuses_nothing()
    {
        var old = Of(Campaign(NewId("campaign"))).Replace("{\"type\":\"bundle\",",
            "{\"type\":\"bundle\",\"spec_version\":\"2.0\",", StringComparison.Ordinal);

        (await database.System.ImportTextAsync(Client.Anna, old)).Outcomes()
            .ShouldBe(["Taken", "Opaque STIX_OLD_SPEC_VERSION"]);
    }

    [Fact]
    public async Task A_text_with_nul_is_kept_as_it_came_and_shown_with_a_mark_in_its_place()
    {
        var id = NewId("campaign");
        const string Time = "2025-01-10T09:00:00.000Z";
        var raw = $$"""{"type":"campaign","spec_version":"2.1","id":"{{id}}","created":"{{Time}}","""
            + $$""" "modified":"{{Time}}","name":"a\u0000b"}""";

        (await database.System.ImportTextAsync(Client.Anna, $$"""{"type":"bundle","objects":[{{raw}}]}"""))
            .ShouldContain(item => item.ObjectId == id && item.Outcome == StixImportOutcome.Taken);

        var read = await new Client(database.System, Client.Anna).RunAsync(
            "query Read($id: ID!) { campaign(stixId: $id) { name } }", new { id });
        read.ToString().ShouldBe("{\"campaign\":{\"name\":\"a\uFFFDb\"}}", StringCompareShould.IgnoreCase);
        (await RawAsync(id)).ShouldBe(raw);
    }

    [Fact]
    public async Task Numbers_timestamps_and_unknown_properties_are_kept_character_for_character()
    {
        var id = NewId("x-odd-thing");
        var raw = $$"""{"type":"x-odd-thing","id":"{{id}}","n":1.50,"e":1E400,"t":"2020-01-01T00:00:00.1Z"}""";

        await database.System.ImportTextAsync(Client.Anna, $$"""{"type":"bundle","objects":[ {{raw}} ]}""");

        (await RawAsync(id)).ShouldBe(raw);
    }

    [Fact]
    public async Task Damaged_bundles_never_fail_and_never_leave_half_an_object()
    {
        var random = new Random(20260301);
        for (var round = 0; round < 60; round++)
        {
            var (campaign, actor) = (NewId("campaign"), NewId("intrusion-set"));
            var bytes = Encoding.UTF8.GetBytes(Of(
                Campaign(campaign).With("first_seen", "2025-01-01T00:00:00Z").With("confidence", 50),
                Actor(actor),
                Relationship(campaign, "attributed-to", actor).With("confidence", 30)));

            var items = await database.System.ImportBytesAsync(Client.Anna, Damage(bytes, random));

            items.ShouldAllBe(item => item.Outcome == StixImportOutcome.Taken || item.Code != null);
        }
    }

    private static byte[] Damage(byte[] bytes, Random random) => random.Next(4) switch
    {
        0 => bytes[..random.Next(bytes.Length)],
        1 => [.. bytes.Select(b => random.Next(200) == 0 ? (byte)random.Next(256) : b)],
        2 => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(
            "\"Night Heron\"", random.Next(2) == 0 ? "[\"a\"]" : new string('[', 500), StringComparison.Ordinal)),
        _ => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)
            .Replace("\"confidence\":", "\"confidence\":1e999,\"confidence\":", StringComparison.Ordinal)),
    };

    private async Task<string> RawAsync(string id)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("select raw from attribution.stix_objects where id = $1");
        command.Parameters.AddWithValue(id);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
