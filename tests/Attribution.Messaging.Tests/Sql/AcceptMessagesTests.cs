using System.Runtime.CompilerServices;
using NodaTime;

namespace Attribution.Messaging.Tests.Sql;

public sealed class AcceptMessagesTests(MessagingDatabase database) : IClassFixture<MessagingDatabase>
{
    [Fact]
    public async Task Everything_a_message_says_is_stored_and_claimed_again()
    {
        var queue = Queue();
        var sent = Sample.FullMessage() with { ScheduledFor = null, Attempts = 0 };

        await database.AcceptAsync(queue, sent);
        var delivery = await database.ClaimOneAsync(queue, await database.NodeAsync());

        delivery.Envelope.Extensions.ShouldBe(sent.Extensions);
        (delivery.Envelope with { Extensions = sent.Extensions }).ShouldBe(sent with { Attempts = 1 });
        (delivery.MessageId, delivery.Claim, delivery.AcceptedAt).ShouldBe((sent.MessageId, 1, Sample.Now));
    }

    [Fact]
    public async Task A_body_is_kept_byte_for_byte()
    {
        var queue = Queue();
        var sent = Sample.Message(queue, body: """{ "b" : 1.00, "a":"\u0000\ud800", "a": 1e400 }""");

        await database.AcceptAsync(queue, sent);

        (await database.ClaimOneAsync(queue, await database.NodeAsync())).Envelope.Body.ShouldBe(sent.Body);
    }

    [Fact]
    public async Task The_same_message_again_is_a_duplicate()
    {
        var sent = Sample.Message(Queue(), body: """{"a":1,"b":2}""");
        var again = sent with { Body = MessageBody.Parse("""{"b":2, "a":1}""") };

        await database.AcceptAsync(Queue(), sent);
        var second = await database.AcceptAsync(Queue(), again);

        second.ShouldHaveSingleItem().ShouldBe(new Acceptance(sent.MessageId, AcceptanceKind.Duplicate));
    }

    [Fact]
    public async Task Two_copies_in_one_call_are_one_message()
    {
        var sent = Sample.Message(Queue());

        var verdicts = await database.AcceptAsync(Queue(), sent, Sample.Message(Queue() + "2"), sent);

        verdicts.Select(verdict => verdict.Kind)
            .ShouldBe([AcceptanceKind.Accepted, AcceptanceKind.Accepted, AcceptanceKind.Duplicate]);
    }

    [Fact]
    public async Task An_id_with_another_body_is_a_conflict_and_is_kept_once()
    {
        var sent = Sample.Message(Queue());
        var other = sent with { Body = MessageBody.Parse("""{"label":"other"}""") };
        await database.AcceptAsync(Queue(), sent);

        var verdict = await database.AcceptAsync(Queue(), other);
        await database.AcceptAsync(Queue(), other);

        verdict.ShouldHaveSingleItem().Kind.ShouldBe(AcceptanceKind.Conflict);
        (await database.ReadAsync<string>(
            $"select string_agg(body::text, ';') from attribution.msg_conflicts where message_id = '{sent.MessageId}'"))
            .ShouldBe("""{"label":"other"}""");
        (await database.ReadAsync<string>(
            $"select body::text from attribution.msg_messages where message_id = '{sent.MessageId}'"))
            .ShouldBe(sent.Body.ToString());
    }

    [Fact]
    public async Task Tenants_do_not_share_ids()
    {
        var sent = Sample.Message(Queue());

        var verdicts = await database.AcceptAsync(Queue(), sent with { TenantId = "a" }, sent with { TenantId = "b" });

        verdicts.ShouldAllBe(verdict => verdict.Kind == AcceptanceKind.Accepted);
    }

    [Fact]
    public async Task Scopes_share_neither_ids_nor_the_order_of_a_subject()
    {
        var queue = Queue();
        var sent = Sample.Message(queue) with { Subject = "one" };
        IncomingMessage[] both =
            [Scoped("left"), Scoped("right"), new IncomingMessage.Readable(queue, sent), Scoped("left")];

        var verdicts = await database.Store.AcceptAsync(both, Sample.Now, default);
        var claimed = await database.Store.ClaimAsync(queue, await database.NodeAsync(), 9, default);

        verdicts.Select(verdict => verdict.Kind).ShouldBe(
            [AcceptanceKind.Accepted, AcceptanceKind.Accepted, AcceptanceKind.Accepted, AcceptanceKind.Duplicate]);
        claimed.Deliveries.Select(delivery => delivery.MessageId)
            .ShouldBe([.. both.Take(3).Select(message => message.MessageId)], ignoreOrder: true);
        both[2].MessageId.ShouldBe(sent.MessageId);

        IncomingMessage Scoped(string scope) => new IncomingMessage.Readable(queue, sent) { Scope = scope };
    }

    [Fact]
    public async Task A_message_for_later_is_scheduled_and_one_for_earlier_is_available()
    {
        var later = Sample.Message(Queue()) with { ScheduledFor = Sample.Now + Duration.FromMinutes(1) };
        var earlier = Sample.Message(Queue() + "2") with { ScheduledFor = Sample.Now - Duration.FromMinutes(1) };

        await database.AcceptAsync(Queue(), later, earlier);

        (await database.StateOf(later.MessageId)).ShouldBe("scheduled");
        (await database.StateOf(earlier.MessageId)).ShouldBe("available");
    }

    [Fact]
    public async Task Bytes_that_are_no_message_are_kept_whole_as_a_dead_letter()
    {
        byte[] raw = [0x7B, 0x00, 0xFF, 0x22];
        var malformed = new IncomingMessage.Malformed(
            Queue(), "tenant-a", "/doors/http", raw, new("MALFORMED_JSON", "event", "Not valid UTF-8.", 2));

        var verdicts = await database.Store.AcceptAsync([malformed, malformed], Sample.Now, default);

        verdicts.Select(verdict => verdict.Kind)
            .ShouldBe([AcceptanceKind.KeptAsDeadLetter, AcceptanceKind.Duplicate]);
        (await database.StateOf(malformed.MessageId)).ShouldBe("dead");
        (await database.ReadAsync<byte[]>(
            $"select body_raw from attribution.msg_messages where message_id = '{malformed.MessageId}'")).ShouldBe(raw);
        (await database.ReadAsync<string>(
            $"select problem_detail from attribution.msg_messages where message_id = '{malformed.MessageId}'"))
            .ShouldBe("event: Not valid UTF-8. (byte 2)");
    }

    [Fact]
    public async Task Many_publishers_of_the_same_messages_store_each_once()
    {
        var messages = Enumerable.Range(0, 200).Select(n => Sample.Message($"{Queue()}-{n}")).ToArray();

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 8).Select(publisher =>
            database.AcceptAsync(Queue(), publisher % 2 == 0 ? messages : [.. messages.Reverse()])));

        verdicts.SelectMany(verdict => verdict).Count(verdict => verdict.Kind == AcceptanceKind.Accepted).ShouldBe(200);
        verdicts.SelectMany(verdict => verdict).ShouldNotContain(verdict => verdict.Kind == AcceptanceKind.Conflict);
    }

    private static string Queue([CallerMemberName] string test = "") => test;
}
