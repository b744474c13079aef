using System.Text;
using System.Text.Json;
using Attribution.App.Intake;
using Attribution.Domain.Access;
using Attribution.Messaging;
using Attribution.Messaging.CloudEvents;

namespace Attribution.App.Tests.Intake;

/// <summary>Two organisations of one tenant that call their messages the same.</summary>
public sealed class MessageNamesTests(WorkingSystem working) : IClassFixture<WorkingSystem>
{
    private static readonly Principal Blue = Client.Anna with { Subject = "correlator", Roles = [Role.Pipeline] };
    private static readonly Principal Red = Blue with { Organisation = new OrganisationId("red") };

    [Fact]
    public async Task Each_has_its_message_handled_and_hears_nothing_of_the_others()
    {
        var name = Guid.NewGuid().ToString();
        var (blues, reds) = (Message(name, $"of blue {name}"), Message(name, $"of red {name}"));

        MessageReceipt[] told =
            [await OfferAsync(blues, Blue), await OfferAsync(reds, Red), await OfferAsync(reds, Red)];

        told.Select(one => one.Kind).ShouldBe(
            [AcceptanceKind.Accepted, AcceptanceKind.Accepted, AcceptanceKind.Duplicate]);
        (await OutcomeAsync(told[0], Blue)).Changed.ShouldBe(true);
        (await OutcomeAsync(told[1], Red)).Changed.ShouldBe(true);
        (await OfferAsync(blues, Red)).Kind.ShouldBe(AcceptanceKind.Conflict);
        (await FindAsync(told[0], Red)).ShouldBeNull();
        (await FindAsync(told[1], Blue)).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_message_of_both_adds_to_the_campaign_of_the_first_and_the_second_is_not_told()
    {
        var message = Message(Guid.NewGuid().ToString(), $"shared {Guid.NewGuid()}");
        var first = await OfferAsync(message, Blue);
        var opened = await OutcomeAsync(first, Blue);

        var second = await OfferAsync(message, Red);
        var handled = await OutcomeAsync(second, Red);

        (second.Kind, second.Id == first.Id).ShouldBe((AcceptanceKind.Accepted, false));
        opened.CampaignId.ShouldNotBeNull();
        (handled.Outcome, handled.CampaignId, handled.Changed).ShouldBe(("handled", null, null));
    }

    [Fact]
    public async Task Bytes_that_are_no_message_are_kept_for_each_of_those_who_sent_them()
    {
        var broken = CloudEventJson.Read(Encoding.UTF8.GetBytes($"{{ \"id\": \"{Guid.NewGuid()}"));

        MessageReceipt[] told =
            [await OfferAsync(broken, Blue), await OfferAsync(broken, Red), await OfferAsync(broken, Red)];

        told.Select(one => one.Kind).ShouldBe(
            [AcceptanceKind.KeptAsDeadLetter, AcceptanceKind.KeptAsDeadLetter, AcceptanceKind.Duplicate]);
        (await FindAsync(told[0], Blue))!.State.ShouldBe("dead");
        (await FindAsync(told[1], Red))!.State.ShouldBe("dead");
        (await FindAsync(told[0], Red)).ShouldBeNull();
    }

    private static Reading.Message Message(string name, string cluster)
    {
        var body = new { id = cluster, label = "l", member_ids = Array.Empty<string>() };
        return new Reading.Message(new Envelope
        {
            Id = name,
            Source = "/test",
            Type = "attribution.cluster.detected.v1",
            Body = MessageBody.Parse(JsonSerializer.Serialize(body)),
        });
    }

    private async Task<MessageReceipt> OfferAsync(Reading reading, Principal publisher) =>
        (await working.System.Messages.Clusters.OfferAsync([reading], publisher))
            .ShouldBeOfType<IntakeReceipt.Taken>().Messages.ShouldHaveSingleItem();

    private Task<MessageOutcome?> FindAsync(MessageReceipt told, Principal caller) =>
        working.System.Messages.FindOutcomeAsync(told.Id!.Value.Value, caller, default);

    private Task<MessageOutcome> OutcomeAsync(MessageReceipt told, Principal caller) =>
        working.OutcomeAsync(told.Id!.Value.Value, caller);
}
