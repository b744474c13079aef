using System.Runtime.CompilerServices;
using NodaTime;

namespace Attribution.Messaging.Tests.Sql;

public sealed class UpkeepStatementsTests(MessagingDatabase database) : IClassFixture<MessagingDatabase>
{
    [Fact]
    public async Task Scheduled_messages_take_their_place_when_they_become_due_in_the_order_of_their_times()
    {
        var queue = Queue();
        await database.AcceptAsync(queue,
            At("late", queue, 2), At("early", queue, 1), Sample.Message("now") with { Source = queue },
            At("never", queue, 999));

        await database.Store.MakeDueAsync(Sample.Now + Duration.FromMinutes(5), 100, default);

        var claim = await database.Store.ClaimAsync(queue, await database.NodeAsync(), 10, default);
        claim.Deliveries.Select(delivery => delivery.Envelope.Id).ShouldBe(["now", "early", "late"]);
    }

    [Fact]
    public async Task Messages_of_a_node_whose_lease_ran_out_are_rescued_and_the_lost_attempt_is_recorded()
    {
        var queue = Queue();
        var (dead, alive) = (Guid.NewGuid(), await database.NodeAsync());
        await database.Store.RegisterAsync(dead, "dead", Sample.Now, Sample.Now + Duration.FromSeconds(30), default);
        await database.AcceptAsync(
            queue, Sample.Message("lost") with { Source = queue },
            Sample.Message("kept") with { Source = queue });
        var lost = await database.ClaimOneAsync(queue, dead);
        var kept = await database.ClaimOneAsync(queue, alive);

        (await database.Store.RescueAsync(Sample.Now + Duration.FromSeconds(29), 100, default)).ShouldNotContain(queue);
        (await database.Store.RescueAsync(Sample.Now + Duration.FromSeconds(30), 100, default)).ShouldBe([queue]);

        (await database.StateOf(lost.MessageId)).ShouldBe("available");
        (await database.StateOf(kept.MessageId)).ShouldBe("running");
        (await database.ReadAsync<string>(
            $"select code from attribution.msg_failures where message_id = '{lost.MessageId}'")).ShouldBe("NODE_LOST");
        (await database.Store.RenewAsync(dead, Sample.Now + Duration.FromHours(1), default)).ShouldBeFalse();
        (await database.Store.ClaimAsync(queue, dead, 1, default)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_given_back_also_while_an_earlier_one_of_the_message_ends()
    {
        var queue = Queue();
        var node = await database.NodeAsync();
        await database.AcceptAsync(
            queue, Sample.Message("again") with { Source = queue }, Sample.Message("kept") with { Source = queue });
        var earlier = await database.ClaimOneAsync(queue, node);
        var kept = await database.ClaimOneAsync(queue, node);
        await database.Store.SettleAsync(node, [new Settlement.GivenBack(earlier)], Sample.Now, default);
        await database.ClaimOneAsync(queue, node);

        await database.Store.ReleaseForgottenAsync(queue, node, [earlier.Key, kept.Key], default);

        (await database.StateOf(earlier.MessageId)).ShouldBe("available");
        (await database.StateOf(kept.MessageId)).ShouldBe("running");
    }

    [Fact]
    public async Task A_retired_node_leaves_its_messages_to_be_rescued_at_once()
    {
        var queue = Queue();
        var node = await database.NodeAsync();
        await database.AcceptAsync(queue, Sample.Message("m") with { Source = queue });
        await database.ClaimOneAsync(queue, node);

        await database.Store.RetireAsync(node, default);

        (await database.Store.RescueAsync(Sample.Now, 100, default)).ShouldContain(queue);
    }

    [Fact]
    public async Task A_lease_that_is_renewed_lives_on()
    {
        var node = await database.NodeAsync();

        (await database.Store.RenewAsync(node, Sample.Now + Duration.FromHours(2), default)).ShouldBeTrue();
        await database.Store.RescueAsync(Sample.Now + Duration.FromMinutes(90), 100, default);

        (await database.Store.RenewAsync(node, Sample.Now + Duration.FromHours(2), default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Only_what_was_finished_long_ago_is_pruned_and_dead_letters_stay()
    {
        var queue = Queue();
        var node = await database.NodeAsync();
        await database.AcceptAsync(queue,
            [.. new[] { "old", "new", "dead", "waiting" }.Select(id => Sample.Message(id) with { Source = queue })]);
        var claimed = (await database.Store.ClaimAsync(queue, node, 3, default)).Deliveries;
        await database.Store.SettleAsync(node, [new Settlement.Done(claimed[0], "handled")], Sample.Now, default);
        await database.Store.SettleAsync(
            node, [new Settlement.Done(claimed[1], "handled")], Sample.Now + Duration.FromDays(1), default);
        await database.Store.SettleAsync(node, [new Settlement.Dead(claimed[2], new("X", "y"))], Sample.Now, default);

        await database.Store.PruneAsync(Sample.Now + Duration.FromHours(1), Sample.Now, 100, default);

        (await database.ReadAsync<string>(
            $"select string_agg(id, ' ' order by id) from attribution.msg_messages where queue = '{queue}'"))
            .ShouldBe("dead new waiting");
    }

    [Fact]
    public async Task A_conflict_is_forgotten_like_a_finished_message()
    {
        var queue = Queue();
        var message = Sample.Message("taken") with { Source = queue };
        await database.AcceptAsync(queue, message);
        await database.AcceptAsync(queue, message with { Body = MessageBody.Parse("{}") });
        var conflicts = $"select count(*) from attribution.msg_conflicts where queue = '{queue}'";

        await database.Store.PruneAsync(Sample.Now, Sample.Now, 100, default);
        var young = await database.ReadAsync<long>(conflicts);
        await database.Store.PruneAsync(Sample.Now + Duration.FromHours(1), Sample.Now, 100, default);

        (young, await database.ReadAsync<long>(conflicts)).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_mark_outlives_its_message_and_is_pruned_after_it()
    {
        var queue = Queue();
        var node = await database.NodeAsync();
        await database.AcceptAsync(queue, Sample.Message("m") with { Source = queue });
        var delivery = await database.ClaimOneAsync(queue, node);
        await database.ExecuteAsync(
            "insert into attribution.msg_handled (message_id, handled_at) "
            + $"values ('{delivery.MessageId}', '2026-03-01T12:00:00Z')");

        await database.Store.PruneAsync(Sample.Now, Sample.Now + Duration.FromDays(1), 100, default);
        var whileItsMessageLives = await InboxMark.FindAsync(database.Source, delivery.MessageId);
        await database.Store.SettleAsync(node, [new Settlement.Done(delivery, "handled")], Sample.Now, default);
        await database.Store.PruneAsync(
            Sample.Now + Duration.FromDays(1), Sample.Now + Duration.FromDays(1), 100, default);

        whileItsMessageLives.ShouldNotBeNull();
        (await InboxMark.FindAsync(database.Source, delivery.MessageId)).ShouldBeNull();
    }

    private static Envelope At(string id, string queue, int minutes) =>
        Sample.Message(id) with { Source = queue, ScheduledFor = Sample.Now + Duration.FromMinutes(minutes) };

    private static string Queue([CallerMemberName] string test = "") => test;
}
