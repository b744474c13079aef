using System.Runtime.CompilerServices;
using System.Text;
using NodaTime;

namespace Attribution.Messaging.Tests.Sql;

public sealed class DeadLettersTests(MessagingDatabase database) : IClassFixture<MessagingDatabase>
{
    private static readonly FixedClock Clock = new(Sample.Now + Duration.FromHours(1));

    private DeadLetters Letters => new(database.Source, new Hints(), Clock);

    [Fact]
    public async Task A_dead_letter_shows_the_message_its_reason_and_every_attempt()
    {
        var tenant = Tenant();
        var message = await DeadAsync(tenant, "m", "BOOM");

        var letter = (await Letters.ListAsync(tenant, new(), 10)).ShouldHaveSingleItem();

        (letter.MessageId, letter.Code, letter.Detail, letter.DiedAt)
            .ShouldBe((message.MessageId, "BOOM", "It broke.", Sample.Now));
        letter.Envelope.Body.ShouldBe(message.Body);
        (await Letters.FailuresAsync(tenant, message.MessageId))
            .Select(failure => (failure.Attempt, failure.Code, failure.Stack))
            .ShouldBe([(1, "BOOM", "at Here()")]);
    }

    [Fact]
    public async Task Dead_letters_are_filtered_and_paged()
    {
        var tenant = Tenant();
        foreach (var n in Enumerable.Range(0, 5))
        {
            await DeadAsync(tenant, $"m{n}", n % 2 == 0 ? "EVEN" : "ODD", Sample.Now + Duration.FromMinutes(n));
        }

        var first = await Letters.ListAsync(tenant, new(), 2);
        var second = await Letters.ListAsync(tenant, new(), 2, new(first[^1].DiedAt, first[^1].MessageId));
        var even = await Letters.ListAsync(tenant, new() { Code = "EVEN", Queue = tenant }, 10);
        var recent = await Letters.ListAsync(
            tenant,
            new() { Since = Sample.Now + Duration.FromMinutes(3), Before = Sample.Now + Duration.FromMinutes(4) },
            10);

        first.Concat(second).Select(letter => letter.Envelope.Id).ShouldBe(["m4", "m3", "m2", "m1"]);
        even.Select(letter => letter.Envelope.Id).ShouldBe(["m4", "m2", "m0"]);
        recent.Select(letter => letter.Envelope.Id).ShouldBe(["m3"]);
        (await Letters.ListAsync(tenant, new() { Type = "other.v1" }, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_edit_keeps_the_original_and_a_replay_handles_the_repaired_message()
    {
        var tenant = Tenant();
        byte[] raw = [.. Encoding.UTF8.GetBytes("""{"label":"apt28","size":"""), 0xFF];
        var malformed = new IncomingMessage.Malformed(
            tenant, tenant, "/doors/http", raw, new("MALFORMED_JSON", "event", "Cut off."));
        await database.Store.AcceptAsync([malformed], Sample.Now, default);
        var repaired = MessageBody.Parse("""{"label":"apt28","size":3}""");

        (await Letters.ReplayAsync(tenant, [malformed.MessageId], "op", "too early")).ShouldBeEmpty();
        (await Letters.EditAsync(
            tenant, malformed.MessageId, repaired, Sample.ClusterDetected.Name, "op", "cut off in transit"))
            .ShouldBeTrue();
        (await Letters.ReplayAsync(tenant, [malformed.MessageId], "op", "repaired")).ShouldBe([malformed.MessageId]);

        var delivery = await database.ClaimOneAsync(tenant, await database.NodeAsync());
        (delivery.Envelope.Type, delivery.Envelope.Body, delivery.Attempt)
            .ShouldBe((Sample.ClusterDetected.Name, repaired, 1));
        var done = await Letters.InterventionsAsync(tenant, malformed.MessageId);
        done.Select(step => (step.Kind, step.MadeBy, step.Reason, step.MadeAt)).ShouldBe([
            ("edited", "op", "cut off in transit", Clock.Now), ("replayed", "op", "repaired", Clock.Now)]);
        done[0].Replaced.ShouldBe(raw);
        (await database.Store.AcceptAsync([malformed], Sample.Now, default)).ShouldHaveSingleItem()
            .Kind.ShouldBe(AcceptanceKind.Duplicate);
    }

    [Fact]
    public async Task A_replay_by_filter_takes_what_fits_and_starts_counting_again()
    {
        var tenant = Tenant();
        await DeadAsync(tenant, "a", "FIXED");
        await DeadAsync(tenant, "b", "FIXED");
        var other = await DeadAsync(tenant, "c", "OTHER");

        (await Letters.ReplayAllAsync(tenant, new() { Code = "FIXED" }, "op", "fixed in 1.2")).ShouldBe(2);

        var claim = await database.Store.ClaimAsync(tenant, await database.NodeAsync(), 10, default);
        claim.Deliveries.Select(delivery => (delivery.Attempt, delivery.Claim)).ShouldBe([(1, 2), (1, 2)]);
        (await database.StateOf(other.MessageId)).ShouldBe("dead");
    }

    [Fact]
    public async Task A_discarded_letter_is_done_and_says_so()
    {
        var tenant = Tenant();
        var message = await DeadAsync(tenant, "a", "SPAM");

        (await Letters.DiscardAsync(tenant, [message.MessageId], "op", "not ours")).ShouldBe([message.MessageId]);
        (await Letters.DiscardAsync(tenant, [message.MessageId], "op", "again")).ShouldBeEmpty();

        var status = await MessageStatus.FindAsync(database.Source, tenant, message.MessageId);
        (status!.State, status.Outcome, status.ProblemCode).ShouldBe(("done", "discarded", "SPAM"));
    }

    [Fact]
    public async Task Another_tenant_sees_and_touches_nothing()
    {
        var message = await DeadAsync(Tenant(), "a", "BOOM");

        (await Letters.ListAsync("stranger", new(), 10)).ShouldBeEmpty();
        (await Letters.FailuresAsync("stranger", message.MessageId)).ShouldBeEmpty();
        (await Letters.EditAsync("stranger", message.MessageId, MessageBody.Null, null, "op", "no")).ShouldBeFalse();
        (await Letters.ReplayAsync("stranger", [message.MessageId], "op", "no")).ShouldBeEmpty();
        (await Letters.DiscardAsync("stranger", [message.MessageId], "op", "no")).ShouldBeEmpty();
        (await MessageStatus.FindAsync(database.Source, "stranger", message.MessageId)).ShouldBeNull();
    }

    [Fact]
    public async Task Conflicts_are_listed_with_the_body_that_was_refused()
    {
        var tenant = Tenant();
        var message = Sample.Message("m") with { TenantId = tenant };
        await database.AcceptAsync(tenant, message);
        await database.AcceptAsync(tenant, message with { Body = MessageBody.Parse("[]") });

        var conflict = (await Letters.ConflictsAsync(tenant, 10)).ShouldHaveSingleItem();

        (conflict.MessageId, conflict.Id).ShouldBe((message.MessageId, "m"));
        conflict.Body.ShouldBe("[]"u8.ToArray());
    }

    [Fact]
    public async Task Queues_show_what_waits_and_who_paused_them()
    {
        var queues = new MessageQueues(database.Source);
        await database.AcceptAsync(Tenant(), Sample.Message("a") with { Source = Tenant() });
        await queues.PauseAsync(Tenant(), Sample.Now, "op", "incident 7");

        var queue = (await queues.ListAsync()).Single(queue => queue.Queue == Tenant());

        queue.Counts.ShouldBe([new StateCount("available", 1, Sample.Now)]);
        queue.Pause.ShouldBe(new QueuePause(Tenant(), Sample.Now, "op", "incident 7"));
        (await queues.PauseAsync(Tenant(), Sample.Now, "other", "later")).ShouldBeFalse();
    }

    // The queue has the tenant's name, so that tests do not meet.
    private async Task<Envelope> DeadAsync(string tenant, string id, string code, Instant? at = null)
    {
        var message = Sample.Message(id) with { TenantId = tenant };
        await database.AcceptAsync(tenant, message);
        var node = await database.NodeAsync();
        var delivery = await database.ClaimOneAsync(tenant, node);
        await database.Store.SettleAsync(
            node, [new Settlement.Dead(delivery, new(code, "It broke.", "at Here()"))], at ?? Sample.Now, default);
        return message;
    }

    private static string Tenant([CallerMemberName] string test = "") => test;
}
