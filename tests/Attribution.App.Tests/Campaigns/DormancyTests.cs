using System.Text.Json;
using Attribution.App.Campaigns.Dormancy;
using Attribution.App.Intake;
using Attribution.App.Storage;
using Attribution.App.Tests.Hypotheses;
using Attribution.Domain.Access;
using Attribution.Messaging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;

namespace Attribution.App.Tests.Campaigns;

public sealed class DormancyTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly Duration Quarter = Duration.FromDays(90);

    private readonly Client _anna = new(database.System, Client.Anna);

    [Fact]
    public async Task A_silent_campaign_stays_active_until_an_analyst_accepts()
    {
        var id = await ActiveAsync();

        (await RemindAsync(id, Duration.Zero)).ShouldBe(Outcome.Done);

        var proposal = (await ProposalsAsync(_anna, id)).ShouldHaveSingleItem();
        Text(proposal, "state").ShouldBe("WAITING");
        proposal.GetProperty("campaign").GetProperty("status").GetString().ShouldBe("ACTIVE");
        var accepted = await DecideAsync(_anna, "acceptDormancyProposal", proposal);
        var again = await DecideAsync(_anna, "acceptDormancyProposal", proposal);

        Text(accepted.GetProperty("proposal"), "state").ShouldBe("ACCEPTED");
        Text(accepted.GetProperty("proposal"), "decidedBy").ShouldBe("anna");
        (again.Code(), again.Changed()).ShouldBe((null, false));
        var campaign = await _anna.CampaignAsync(id, "status history { type reason recordedBy }");
        Text(campaign, "status").ShouldBe("DORMANT");
        campaign.GetProperty("history").EnumerateArray().Last().ToString()
            .ShouldBe("""{"type":"went_dormant","reason":"because","recordedBy":"anna"}""");
    }

    [Fact]
    public async Task A_campaign_is_looked_at_again_when_its_last_sign_of_life_is_old_enough()
    {
        var id = await ActiveAsync();
        var first = await LaterAsync(id);
        var tagged = await Told(_anna.SendAsync("tagCampaign", new { id, tags = new[] { "old" } }), id);
        var desk = new Desk(database.System);
        var hypothesis = await desk.HypothesisAsync(campaign: id);

        tagged.ShouldBe(first, "a tag is no sign of life");
        (await Told(desk.SupportAsync(Client.Anna, hypothesis), id)).ShouldBeGreaterThan(first);
        (await ProposalsAsync(_anna, id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whatever_is_found_that_belongs_to_it_is_a_sign_of_life()
    {
        var id = await ActiveAsync();
        var told = new List<Instant> { await LaterAsync(id) };
        foreach (var (command, input) in new (string, object)[]
        {
            ("linkIndicators", new { id, indicators = new[] { $"indicator--{Guid.NewGuid()}" } }),
            ("mergeCluster", new { id, cluster = Clusters.Some() }),
            ("linkCluster", new { id, clusterId = $"{Guid.NewGuid()}" }),
            ("observeTechniques", new { id, techniques = new[] { "T1566" } }),
            ("identifyTargets", new { id, targets = new[] { new { kind = "COUNTRY", value = "NO" } } }),
        })
        {
            told.Add(await Told(_anna.SendAsync(command, input), id));
            told[^1].ShouldBeGreaterThan(told[^2], command);
        }
    }

    [Theory]
    [InlineData("markCampaignDormant")]
    [InlineData("concludeCampaign")]
    public async Task Nobody_asks_about_a_campaign_that_is_not_active(string transition)
    {
        var id = await ActiveAsync();
        await _anna.TransitAsync(transition, id);

        (await RemindAsync(id, Duration.Zero)).ShouldBe(Outcome.Done);

        (await ProposalsAsync(_anna, id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rejected_proposal_comes_again_after_another_silence_and_not_before()
    {
        var id = await ActiveAsync();
        await RemindAsync(id, Duration.Zero);
        var proposal = (await ProposalsAsync(_anna, id)).ShouldHaveSingleItem();

        var rejected = await DecideAsync(_anna, "rejectDormancyProposal", proposal);
        await RemindAsync(id, Duration.Zero);

        Text(rejected.GetProperty("proposal"), "state").ShouldBe("REJECTED");
        (await ProposalsAsync(_anna, id)).ShouldHaveSingleItem();
        var reminders = await RemindersAsync(id);
        reminders.Length.ShouldBe(2, "one of the activation, one of the rejection");
        (await RemindAsync(id, Quarter, reminders[1])).ShouldBe(new Outcome.Later(reminders[1] + Quarter));
        await RemindAsync(id, Duration.Zero, reminders[1]);
        (await ProposalsAsync(_anna, id)).Select(one => Text(one, "state")).ShouldBe(["WAITING", "REJECTED"]);
    }

    [Fact]
    public async Task A_campaign_that_has_given_a_sign_of_life_since_does_not_go_dormant_by_a_proposal()
    {
        var id = await ActiveAsync();
        await RemindAsync(id, Duration.Zero);
        var proposal = (await ProposalsAsync(_anna, id)).ShouldHaveSingleItem();
        await _anna.SendAsync("linkIndicators", new { id, indicators = new[] { $"indicator--{Guid.NewGuid()}" } });

        (await DecideAsync(_anna, "acceptDormancyProposal", proposal)).Code().ShouldBe("CAMPAIGN_NOT_SILENT");

        Text(await _anna.CampaignAsync(id, "status"), "status").ShouldBe("ACTIVE");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_sign_of_life_between_the_check_and_the_commit_is_not_overlooked(int look)
    {
        var id = await ActiveAsync();
        var desk = new Desk(database.System);
        var hypothesis = await desk.HypothesisAsync(campaign: id);
        await RemindAsync(id, Duration.Zero);
        var proposal = (await ProposalsAsync(_anna, id)).ShouldHaveSingleItem();
        // The second date is that of what is decided, after everything has been looked up.
        var clock = new InterruptedClock(look, () => desk.SupportAsync(Client.Anna, hypothesis));
        await using var system = AttributionSystem.Open(database.ConnectionString, clock);

        var accepted = await DecideAsync(new Client(system, Client.Anna), "acceptDormancyProposal", proposal);

        (clock.WasInterrupted, accepted.Code()).ShouldBe((true, "CAMPAIGN_NOT_SILENT"));
        Text(await _anna.CampaignAsync(id, "status"), "status").ShouldBe("ACTIVE");
    }

    [Fact]
    public async Task A_campaign_that_was_concluded_meanwhile_leaves_its_proposal_to_be_rejected()
    {
        var id = await ActiveAsync();
        await RemindAsync(id, Duration.Zero);
        var proposal = (await ProposalsAsync(_anna, id)).ShouldHaveSingleItem();
        await _anna.TransitAsync("concludeCampaign", id);

        (await DecideAsync(_anna, "acceptDormancyProposal", proposal)).Code().ShouldBe("CAMPAIGN_CONCLUDED");
        (await DecideAsync(_anna, "rejectDormancyProposal", proposal)).Code().ShouldBeNull();
    }

    [Fact]
    public async Task Who_does_not_see_the_campaign_neither_sees_nor_decides_its_proposal()
    {
        var id = await ActiveAsync();
        await RemindAsync(id, Duration.Zero);
        var proposal = (await ProposalsAsync(_anna, id)).ShouldHaveSingleItem();
        var rival = Client.Anna with { Tenant = new TenantId("rival") };

        foreach (var stranger in new[] { Client.Stranger, rival }.Select(other => new Client(database.System, other)))
        {
            (await ProposalsAsync(stranger, id)).ShouldBeEmpty();
            foreach (var mutation in new[] { "acceptDormancyProposal", "rejectDormancyProposal" })
            {
                var hidden = await DecideAsync(stranger, mutation, proposal);
                var absent = await stranger.SendAsync(
                    mutation, new { id = Guid.NewGuid(), reason = "because" }, "proposal", "id state decidedBy");
                hidden.Code().ShouldBe("PROPOSAL_NOT_FOUND");
                hidden.ToString().ShouldBe(absent.ToString());
            }
        }
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Machine)]
    public async Task Only_who_may_edit_decides(Role role)
    {
        var id = await ActiveAsync();
        await RemindAsync(id, Duration.Zero);
        var proposal = (await ProposalsAsync(_anna, id)).ShouldHaveSingleItem();
        var reader = new Client(database.System, Client.Anna with { Roles = [role] });

        (await ProposalsAsync(reader, id)).ShouldHaveSingleItem();
        (await DecideAsync(reader, "acceptDormancyProposal", proposal)).Code().ShouldBe("FORBIDDEN");
        (await DecideAsync(reader, "rejectDormancyProposal", proposal)).Code().ShouldBe("FORBIDDEN");
    }

    [Fact]
    public async Task A_reminder_waits_for_the_silence_and_then_asks()
    {
        var clock = new MovedClock();
        await using var system = AttributionSystem.Open(database.ConnectionString, clock);
        var client = new Client(system, Client.Anna);
        var id = await ActiveAsync(client);
        var activated = (await RemindersAsync(id)).ShouldHaveSingleItem();

        await WorkingAsync(system, () => IsWaitingAsync(id, activated + Duration.FromDays(10)));
        (await ProposalsAsync(client, id)).ShouldBeEmpty();
        clock.Now += Duration.FromDays(11);
        await WorkingAsync(system, async () => (await ProposalsAsync(client, id)).Length > 0);

        var proposal = (await ProposalsAsync(client, id)).ShouldHaveSingleItem();
        proposal.GetProperty("campaign").GetProperty("status").GetString().ShouldBe("ACTIVE");
    }

    private static string? Text(JsonElement of, string field) => of.GetProperty(field).GetString();

    private async Task<Guid> ActiveAsync(Client? client = null)
    {
        var id = await (client ?? _anna).CreateAsync();
        await (client ?? _anna).TransitAsync("activateCampaign", id);
        return id;
    }

    /// <summary>Handles a reminder, as a node does.</summary>
    private Task<Outcome> RemindAsync(Guid campaign, Duration longest, Instant from = default)
    {
        var reminder = new SilenceReminder(campaign, from);
        var envelope = new Envelope
        {
            Id = Guid.NewGuid().ToString(),
            Source = "/reminders",
            Type = SilenceReminder.Type.Name,
            TenantId = Client.Anna.Tenant.Value,
            Body = SilenceReminder.Type.Write(reminder),
        };
        var message = MessageId.Of(envelope.TenantId, envelope.Source, envelope.Id);
        return database.System.Silences.HandleAsync(
            reminder, new Delivery(message, SilenceReminder.Queue, envelope, 1, from), longest, default);
    }

    private async Task<Instant> LaterAsync(Guid campaign) =>
        (await RemindAsync(campaign, Quarter)).ShouldBeOfType<Outcome.Later>().Until;

    private async Task<Instant> Told(Task<JsonElement> command, Guid campaign)
    {
        (await command).Code().ShouldBeNull();
        return await LaterAsync(campaign);
    }

    private static async Task<JsonElement[]> ProposalsAsync(Client client, Guid campaign) =>
    [
        .. (await client.RunAsync(
            """
            query Proposals($campaign: UUID!) {
              dormancyProposals(where: { campaign: { eq: $campaign } }) {
                nodes { id state silentSince raisedAt campaign { id status } }
              }
            }
            """,
            new { campaign })).GetProperty("dormancyProposals").GetProperty("nodes").EnumerateArray(),
    ];

    private static Task<JsonElement> DecideAsync(Client client, string mutation, JsonElement proposal) =>
        client.SendAsync(
            mutation, new { id = proposal.GetProperty("id"), reason = "because" }, "proposal", "id state decidedBy");

    /// <summary>When the reminders that were stored for a campaign were sent, in order.</summary>
    private Task<Instant[]> RemindersAsync(Guid campaign) => AskAsync(
        "select m.body ->> 'from' from attribution.msg_messages m where m.queue = 'reminders' "
        + $"and m.body ->> 'campaign' = '{campaign}' order by m.position",
        row => NodaTime.Text.InstantPattern.ExtendedIso.Parse(row.GetString(0)).Value);

    private async Task<bool> IsWaitingAsync(Guid campaign, Instant until) => (await AskAsync(
        $"select m.due_at from attribution.msg_messages m where m.queue = 'reminders' and m.state = 'retrying' "
        + $"and m.body ->> 'campaign' = '{campaign}'",
        row => Instant.FromDateTimeUtc(row.GetDateTime(0)))).Contains(until);

    private async Task<T[]> AskAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        return [.. await row.ListAsync(read, default)];
    }

    /// <summary>Lets a node work until something is so.</summary>
    private static async Task WorkingAsync(AttributionSystem system, Func<Task<bool>> isSo)
    {
        using var stop = new CancellationTokenSource();
        var workers = system.Messages.RunAsync(
            new MessageWorkerOptions { AskAboutSilenceAfterDays = 10 }, NullLogger.Instance, stop.Token);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await isSo())
        {
            limit.Token.ThrowIfCancellationRequested();
        }

        await stop.CancelAsync();
        await workers;
    }

    private sealed class MovedClock : IClock
    {
        internal Instant Now { get; set; } = Instant.FromUtc(2026, 3, 1, 12, 0);

        public Instant GetCurrentInstant() => Now;
    }
}
