using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attribution.App;
using Attribution.App.Campaigns.Promotion;
using Attribution.App.Intake;
using Attribution.Domain.Access;
using Attribution.EventStore.Schema;
using Attribution.Messaging;
using Attribution.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attribution.Api.Tests.CommandLine;

/// <summary>A migrated database that no host works on.</summary>
public sealed class QuietDatabase() : MigratedDatabase("api", MigrateAsync)
{
    private static Task MigrateAsync(string connectionString) =>
        Migrator.MigrateAsync(connectionString, AttributionSystem.Migrations);
}

public sealed partial class MessagesCommandTests(QuietDatabase database) : IClassFixture<QuietDatabase>
{
    private static readonly Principal Pipeline = new(
        "pipeline", new TenantId("acme"), new OrganisationId("blue"), Tlp.Red, [], [Role.Pipeline], []);

    [Fact]
    public async Task An_operator_pauses_a_queue_sees_it_and_lets_it_go_on()
    {
        (await RunAsync("pause", "clusters", "--reason", "the disk is full")).ExitCode.ShouldBe(0);
        (await RunAsync("queues")).Output.ShouldContain("clusters: ");
        (await RunAsync("queues")).Output.ShouldContain("the disk is full");
        (await RunAsync("pause", "clusters", "--reason", "again")).ShouldSatisfyAllConditions(
            again => again.ExitCode.ShouldBe(1), again => again.Problems.ShouldContain("It was paused before."));
        (await RunAsync("resume", "clusters")).ExitCode.ShouldBe(0);
        (await RunAsync("queues")).Output.ShouldNotContain("the disk is full");
    }

    [Fact]
    public async Task An_operator_mends_one_dead_letter_sends_it_again_and_gives_another_up()
    {
        await using var system = AttributionSystem.Open(database.ConnectionString);
        var ids = (await OfferAsync(system, "mended", "given-up")).ToArray();
        await WorkAsync(system, ids, "dead");
        var listed = await RunAsync("dead", "--tenant", "acme");
        listed.Output.ShouldContain(ids[0].ToString());
        listed.Output.ShouldContain("clusters  attribution.cluster.detected.v1");
        (await RunAsync("dead", "--tenant", "other")).Output.ShouldBeEmpty();

        var file = Path.Combine(Directory.CreateTempSubdirectory("attribution-edit-").FullName, "body.json");
        await File.WriteAllTextAsync(file, Cluster(1));
        (await RunAsync("edit", $"{ids[0]}", file, "--tenant", "acme", "--reason", "no members")).ExitCode.ShouldBe(0);
        (await RunAsync("replay", $"{ids[0]}", "--tenant", "acme", "--reason", "mended")).Output
            .ShouldContain("1 sent again.");
        (await RunAsync("discard", $"{ids[1]}", "--tenant", "acme", "--reason", "a test")).Output
            .ShouldContain("1 given up.");
        await WorkAsync(system, ids, "done");

        (await RunAsync("dead", "--tenant", "acme")).Output.ShouldBeEmpty();
        (await CampaignAsync(system, ids[0])).ShouldNotBeNull();
        (await CampaignAsync(system, ids[1])).ShouldBeNull();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task An_import_that_was_interrupted_goes_on_when_it_is_started_again()
    {
        var folder = Directory.CreateTempSubdirectory("attribution-import-").FullName;
        var file = Path.Combine(folder, "clusters.ndjson");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 1000).Select(Cluster));
        await using var system = AttributionSystem.Open(database.ConnectionString);
        using var interrupt = new CancellationTokenSource();
        var stored = 0;

        // What Ctrl-C does, at a moment that a test can choose: after the first batch.
        await using (var content = File.OpenRead(file))
        {
            await Should.ThrowAsync<OperationCanceledException>(() => system.ImportClustersAsync(
                content,
                Pipeline with { Tenant = new TenantId("imported") },
                _ => { },
                new Told(progress =>
                {
                    stored = progress.Promoted;
                    interrupt.Cancel();
                }),
                interrupt.Token));
        }

        var ended = await AttributionProgram.RunAsync(
            "import", "clusters", file, "--tenant", "imported", "--org", "blue",
            "--database", database.ConnectionString);

        stored.ShouldBeInRange(1, 999);
        var counts = Counts().Match(ended.Output);
        var (promoted, known) = (Number(counts.Groups["promoted"]), Number(counts.Groups["known"]));
        (promoted + known).ShouldBe(1000);
        known.ShouldBeGreaterThanOrEqualTo(stored);
        ended.ExitCode.ShouldBe(0);
        Directory.Delete(folder, recursive: true);
    }

    private Task<AttributionProgram.Ended> RunAsync(params string[] arguments) => AttributionProgram.RunAsync(
        ["messages", .. arguments, "--database", database.ConnectionString]);

    private static async Task<Guid?> CampaignAsync(AttributionSystem system, Guid message) =>
        (await system.Messages.FindOutcomeAsync(message, Pipeline, CancellationToken.None))!.CampaignId;

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    private static string Cluster(int number) => JsonSerializer.Serialize(new
    {
        id = $"imported-{number}",
        label = $"cluster {number}",
        member_ids = new[] { $"indicator--{Guid.NewGuid()}" },
        size = 1,
    });

    /// <summary>Messages whose clusters are none: they die at once.</summary>
    private static async Task<IEnumerable<Guid>> OfferAsync(AttributionSystem system, params string[] ids)
    {
        var receipt = await system.Messages.Clusters.OfferAsync(
            [
                .. ids.Select(id => new Reading.Message(new Envelope
                {
                    Id = id,
                    Source = "/pipelines/correlation",
                    Type = "attribution.cluster.detected.v1",
                    Body = MessageBody.Parse("""{"member_ids":"none"}"""),
                })),
            ],
            Pipeline);
        return receipt.ShouldBeOfType<IntakeReceipt.Taken>().Messages.Select(message => message.Id!.Value.Value);
    }

    /// <summary>Handles messages until they have come to where a test wants them.</summary>
    private static async Task WorkAsync(AttributionSystem system, Guid[] ids, string state)
    {
        using var stop = new CancellationTokenSource();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var working = system.Messages.RunAsync(new MessageWorkerOptions(), NullLogger.Instance, stop.Token);
        foreach (var id in ids)
        {
            while (await system.Messages.FindOutcomeAsync(id, Pipeline, limit.Token) is { } outcome
                && outcome.State != state)
            {
                outcome.State.ShouldNotBe("dead", outcome.Message);
            }
        }

        await stop.CancelAsync();
        await working;
    }

    [GeneratedRegex(
        "^(?<promoted>[0-9]+) clusters promoted, 0 proposed to be merged, (?<known>[0-9]+) known already, 0 refused",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Counts();

    private sealed class Told(Action<ClusterImportProgress> tell) : IProgress<ClusterImportProgress>
    {
        public void Report(ClusterImportProgress value) => tell(value);
    }
}
