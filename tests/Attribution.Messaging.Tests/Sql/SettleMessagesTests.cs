using System.Runtime.CompilerServices;
using NodaTime;

namespace Attribution.Messaging.Tests.Sql;

public sealed class SettleMessagesTests(MessagingDatabase database) : IClassFixture<MessagingDatabase>
{
    private static readonly Failure Boom = new("BOOM", "It broke.", "at Here()");

    [Fact]
    public async Task Complete_finishes_a_message_with_its_outcome()
    {
        var (node, delivery) = await ClaimedAsync();

        await SettleAsync(node, new Settlement.Done(delivery, "handled"));

        (await Row(delivery)).ShouldBe("done handled attempts=1 node=");
    }

    [Fact]
    public async Task Retry_puts_a_message_back_until_its_time_and_keeps_the_failure()
    {
        var (node, delivery) = await ClaimedAsync();

        await SettleAsync(node, new Settlement.Again(delivery, Sample.Now + Duration.FromSeconds(5), Boom));

        (await Row(delivery)).ShouldBe("retrying  attempts=1 node=");
        (await Failures(delivery)).ShouldBe($"1 BOOM It broke. at Here() {node}");
        (await database.Store.MakeDueAsync(Sample.Now + Duration.FromSeconds(4), 100, default))
            .ShouldNotContain(delivery.Queue);
        (await database.Store.MakeDueAsync(Sample.Now + Duration.FromSeconds(5), 100, default))
            .ShouldContain(delivery.Queue);
        (await database.ClaimOneAsync(delivery.Queue, node)).ShouldSatisfyAllConditions(
            second => second.Attempt.ShouldBe(2),
            second => second.Claim.ShouldBe(2));
    }

    [Fact]
    public async Task A_snooze_is_no_attempt_and_no_failure()
    {
        var (node, delivery) = await ClaimedAsync();

        await SettleAsync(node, new Settlement.Again(delivery, Sample.Now, null));

        (await Row(delivery)).ShouldBe("retrying  attempts=0 node=");
        (await Failures(delivery)).ShouldBe("");
    }

    [Fact]
    public async Task Bury_makes_a_dead_letter_with_its_reason()
    {
        var (node, delivery) = await ClaimedAsync();

        await SettleAsync(node, new Settlement.Dead(delivery, Boom));

        (await Row(delivery)).ShouldBe("dead BOOM attempts=1 node=");
        (await Failures(delivery)).ShouldBe($"1 BOOM It broke. at Here() {node}");
    }

    [Fact]
    public async Task A_message_whose_effect_is_committed_is_never_buried()
    {
        var (node, delivery) = await ClaimedAsync();
        await MarkAsync(delivery.MessageId);

        await SettleAsync(node, new Settlement.Dead(delivery, Boom));

        (await Row(delivery)).ShouldBe("done already_handledBOOM attempts=1 node=");
    }

    [Fact]
    public async Task Release_gives_a_message_back_as_if_it_had_never_been_claimed()
    {
        var (node, delivery) = await ClaimedAsync();

        await SettleAsync(node, new Settlement.GivenBack(delivery));

        (await Row(delivery)).ShouldBe("available  attempts=0 node=");
        (await database.ClaimOneAsync(delivery.Queue, node)).Claim.ShouldBe(2);
    }

    [Fact]
    public async Task A_settlement_of_a_lost_claim_changes_nothing()
    {
        var (node, old) = await ClaimedAsync();
        await SettleAsync(node, new Settlement.GivenBack(old));
        var current = await database.ClaimOneAsync(old.Queue, node);

        await SettleAsync(node, new Settlement.Done(old, "handled"));
        await SettleAsync(node, new Settlement.Dead(old, Boom));
        await SettleAsync(node, new Settlement.Again(old, Sample.Now, Boom));
        await SettleAsync(node, new Settlement.GivenBack(old));

        (await Row(old)).ShouldBe($"running  attempts=1 node={node}");
        (await Failures(old)).ShouldBe("");
        await SettleAsync(node, new Settlement.Done(current, "handled"));
        (await Row(old)).ShouldStartWith("done");
    }

    [Fact]
    public async Task The_same_settlement_twice_is_the_same_as_once()
    {
        var (node, delivery) = await ClaimedAsync();

        await SettleAsync(node, new Settlement.Again(delivery, Sample.Now, Boom));
        await SettleAsync(node, new Settlement.Again(delivery, Sample.Now, Boom));

        (await Failures(delivery)).ShouldBe($"1 BOOM It broke. at Here() {node}");
    }

    [Fact]
    public async Task A_dead_letter_frees_its_lane()
    {
        var queue = Queue();
        await database.AcceptAsync(queue,
            Sample.Message("a1", "A") with { Source = queue }, Sample.Message("a2", "A") with { Source = queue });
        var node = await database.NodeAsync();
        var first = (await database.Store.ClaimAsync(queue, node, 10, default)).Deliveries.ShouldHaveSingleItem();

        await SettleAsync(node, new Settlement.Dead(first, Boom));

        (await database.ClaimOneAsync(queue, node)).Envelope.Id.ShouldBe("a2");
    }

    [Fact]
    public async Task A_mark_is_taken_once()
    {
        var id = MessageId.Of("t", "/s", Queue());

        (await MarkAsync(id, MessageBody.Parse("""{"answer":42}"""))).ShouldBeTrue();
        (await MarkAsync(id, MessageBody.Parse("""{"answer":43}"""))).ShouldBeFalse();

        (await InboxMark.FindAsync(database.Source, id))
            .ShouldBe(new HandledMark(Sample.Now, MessageBody.Parse("""{"answer":42}""")));
        (await InboxMark.FindAsync(database.Source, MessageId.Of("t", "/s", "other"))).ShouldBeNull();
    }

    private async Task<(Guid Node, Delivery Delivery)> ClaimedAsync([CallerMemberName] string test = "")
    {
        await database.AcceptAsync(test, Sample.Message(test));
        var node = await database.NodeAsync();
        return (node, await database.ClaimOneAsync(test, node));
    }

    private Task SettleAsync(Guid node, Settlement settlement) =>
        database.Store.SettleAsync(node, [settlement], Sample.Now, default);

    private async Task<bool> MarkAsync(MessageId id, MessageBody? answer = null)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var isFirst = await InboxMark.TryInsertAsync(connection, transaction, id, Sample.Now, answer);
        await transaction.CommitAsync();
        return isFirst;
    }

    private Task<string> Row(Delivery delivery) => database.ReadAsync<string>(
        $"""
        select concat(state, ' ', outcome, problem_code, ' attempts=', attempts, ' node=', node_id)
        from attribution.msg_messages where message_id = '{delivery.MessageId}'
        """);

    private Task<string> Failures(Delivery delivery) => database.ReadAsync<string>(
        $"""
        select coalesce(string_agg(concat_ws(' ', attempt, code, detail, stack, node_id), ';' order by claim), '')
        from attribution.msg_failures where message_id = '{delivery.MessageId}'
        """);

    private static string Queue([CallerMemberName] string test = "") => test;
}
