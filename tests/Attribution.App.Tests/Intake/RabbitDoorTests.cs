using Attribution.App.Intake;
using Attribution.Messaging;
using Attribution.Messaging.RabbitMq;
using NodaTime;

namespace Attribution.App.Tests.Intake;

public sealed class RabbitDoorTests(WorkingSystem working) : IClassFixture<WorkingSystem>
{
    [Fact]
    public void The_broker_forgets_what_is_kept_and_puts_apart_what_is_not()
    {
        var key = new MessageId(Guid.NewGuid());
        var verdict = RabbitDoor.VerdictOf(new IntakeReceipt.Taken(
        [
            new MessageReceipt(key, "1", AcceptanceKind.Accepted, null),
            new MessageReceipt(key, "2", AcceptanceKind.KeptAsDeadLetter, new EnvelopeError("X", "id", "y")),
            new MessageReceipt(null, null, null, new EnvelopeError(EnvelopeError.TooLargeCode, "event", "y")),
        ]));

        verdict.ShouldBeOfType<RabbitVerdict.Taken>().IsKept.ShouldBe([true, true, false]);
    }

    [Fact]
    public void The_broker_holds_back_while_too_much_waits_or_the_database_is_away()
    {
        var wait = Duration.FromSeconds(7);

        RabbitDoor.VerdictOf(new IntakeReceipt.Busy(wait, "full")).ShouldBe(new RabbitVerdict.Later(wait));
        RabbitDoor.VerdictOf(new IntakeReceipt.Unavailable(wait)).ShouldBe(new RabbitVerdict.Later(wait));
    }

    [Theory]
    [InlineData("", "blue", "AMBER")]
    [InlineData("acme", "", "AMBER")]
    [InlineData("acme", "blue", "PURPLE")]
    public void A_broker_whose_messages_belong_to_nobody_is_not_read(
        string tenant, string organisation, string clearance)
    {
        var options = new RabbitDoorOptions
        {
            Address = "amqp://broker.example/",
            Tenant = tenant,
            Organisation = organisation,
            Clearance = clearance,
        };

        Should.Throw<InvalidOperationException>(() => RabbitDoor.RunAsync(
            options, working.System.Messages.Clusters, new DeliveryEnvironment(), CancellationToken.None));
    }
}
