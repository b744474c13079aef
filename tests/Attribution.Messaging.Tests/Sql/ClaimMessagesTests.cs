using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Attribution.Testing;

namespace Attribution.Messaging.Tests.Sql;

public sealed class ClaimMessagesTests(MessagingDatabase database) : IClassFixture<MessagingDatabase>
{
    [Fact]
    public async Task Messages_are_claimed_in_the_order_of_their_acceptance()
    {
        await Accept(Queue(), "a", "b", "c");

        var claim = await database.Store.ClaimAsync(Queue(), await database.NodeAsync(), 2, default);

        Ids(claim).ShouldBe(["a", "b"]);
        (await database.ReadAsync<long>("select count(*) from attribution.msg_messages where state = 'running'"))
            .ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_claimed_message_is_not_claimed_again()
    {
        await Accept(Queue(), "a");
        var node = await database.NodeAsync();

        await database.ClaimOneAsync(Queue(), node);

        (await database.Store.ClaimAsync(Queue(), node, 10, default)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_node_that_is_not_registered_claims_nothing()
    {
        await Accept(Queue(), "a");

        (await database.Store.ClaimAsync(Queue(), Guid.NewGuid(), 10, default)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_claim_planned_for_empty_tables_looks_up_each_lane_by_its_number()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        var plan = await GenericPlan.OfAsync(connection, SqlText.Of("claim_messages"));

        var running = plan.FindIndex(line => line.Contains("one_running_per_lane", StringComparison.Ordinal));
        plan[running + 1].ShouldContain(
            "Index Cond: (lane = candidate.lane)", customMessage: string.Join('\n', plan));
    }

    [Fact]
    public async Task A_paused_queue_gives_nothing_until_it_is_resumed()
    {
        await Accept(Queue(), "a");
        var (node, queues) = (await database.NodeAsync(), new MessageQueues(database.Source));

        (await queues.PauseAsync(Queue(), Sample.Now, "op", "incident 7")).ShouldBeTrue();
        (await database.Store.ClaimAsync(Queue(), node, 10, default)).IsEmpty.ShouldBeTrue();
        (await queues.ResumeAsync(Queue())).ShouldBeTrue();

        Ids(await database.Store.ClaimAsync(Queue(), node, 10, default)).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Of_a_lane_only_the_first_is_claimed_and_the_rest_is_set_aside()
    {
        await Accept(Queue(), "a1/A", "a2/A", "b1/B", "x", "a3/A");

        var claim = await database.Store.ClaimAsync(Queue(), await database.NodeAsync(), 10, default);

        Ids(claim).ShouldBe(["a1", "b1", "x"]);
        claim.SetAside.ShouldBe(2);
    }

    [Fact]
    public async Task The_next_of_a_lane_comes_when_the_one_before_is_done()
    {
        await Accept(Queue(), "a1/A", "a2/A", "a3/A");
        var node = await database.NodeAsync();

        var order = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            var delivery = (await database.Store.ClaimAsync(Queue(), node, 10, default))
                .Deliveries.ShouldHaveSingleItem();
            order.Add(delivery.Envelope.Id);
            await database.Store.SettleAsync(node, [new Settlement.Done(delivery, "handled")], Sample.Now, default);
        }

        order.ShouldBe(["a1", "a2", "a3"]);
    }

    [Fact]
    public async Task A_message_that_waits_for_its_retry_holds_its_lane()
    {
        await Accept(Queue(), "a1/A", "a2/A");
        var node = await database.NodeAsync();
        var first = await database.ClaimOneAsync(Queue(), node);

        await database.Store.SettleAsync(
            node, [new Settlement.Again(first, Sample.Now, new("X", "y"))], Sample.Now, default);
        var meanwhile = await database.Store.ClaimAsync(Queue(), node, 10, default);
        await database.Store.MakeDueAsync(Sample.Now, 100, default);

        meanwhile.Deliveries.ShouldBeEmpty();
        (await database.ClaimOneAsync(Queue(), node)).Envelope.Id.ShouldBe("a1");
    }

    [Fact]
    public async Task Lanes_of_other_tenants_and_queues_do_not_wait()
    {
        var message = Sample.Message("m", "A");
        await database.AcceptAsync(Queue(), message with { TenantId = "a" }, message with { TenantId = "b" });
        await database.AcceptAsync(Queue() + "2", message with { TenantId = "c" });
        var node = await database.NodeAsync();

        (await database.Store.ClaimAsync(Queue(), node, 10, default)).Deliveries.Count.ShouldBe(2);
        (await database.Store.ClaimAsync(Queue() + "2", node, 10, default)).Deliveries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_long_lane_is_walked_once_and_not_by_every_claim()
    {
        await Accept(Queue(), [.. Enumerable.Range(0, 500).Select(n => $"a{n:000}/A"), "x"]);
        var node = await database.NodeAsync();

        var claims = 0;
        while (!(await database.Store.ClaimAsync(Queue(), node, 100, default)).IsEmpty)
        {
            claims++;
        }

        claims.ShouldBe(6);
        (await database.ReadAsync<long>(
            $"select count(*) from attribution.msg_messages where queue = '{Queue()}' and waits_for_turn"))
                .ShouldBe(499);
    }

    [Fact]
    public async Task Many_nodes_share_the_work_in_the_order_of_each_lane()
    {
        const int Lanes = 7, PerLane = 40, Free = 120;
        await Accept(Queue(), [
            .. from n in Enumerable.Range(0, PerLane) from lane in Enumerable.Range(0, Lanes)
                select $"{lane}-{n:000}/{lane}",
            .. Enumerable.Range(0, Free).Select(n => $"free-{n}")]);
        var (inFlight, seen) = (
            new ConcurrentDictionary<string, string>(),
            new ConcurrentQueue<(string Lane, string Id)>());

        await Workers.RunAsync(6, async (worker, cancellation) =>
        {
            var node = await database.NodeAsync();
            while (seen.Count < (Lanes * PerLane) + Free)
            {
                var claim = await database.Store.ClaimAsync(Queue(), node, 1 + worker, cancellation);
                foreach (var delivery in claim.Deliveries)
                {
                    var lane = delivery.Envelope.Subject ?? delivery.Envelope.Id;
                    inFlight.TryAdd(lane, delivery.Envelope.Id).ShouldBeTrue($"two of lane {lane} at once");
                    seen.Enqueue((lane, delivery.Envelope.Id));
                    await Task.Yield();
                    inFlight.TryRemove(lane, out _);
                }

                await database.Store.SettleAsync(
                    node, [.. claim.Deliveries.Select(d => new Settlement.Done(d, "handled"))],
                    Sample.Now, cancellation);
            }
        });

        seen.Count.ShouldBe((Lanes * PerLane) + Free);
        foreach (var lane in seen.GroupBy(entry => entry.Lane))
        {
            lane.Select(entry => entry.Id).ShouldBeInOrder(SortDirection.Ascending);
            lane.Select(entry => entry.Id).ShouldBeUnique();
        }
    }

    // "a1/A" is the message a1 with the subject A.
    private Task<IReadOnlyList<Acceptance>> Accept(string queue, params string[] messages) =>
        database.AcceptAsync(queue, [.. messages.Select(message => message.Split('/'))
            .Select(parts => Sample.Message(parts[0], parts.ElementAtOrDefault(1)) with { Source = "/" + queue })]);

    private static List<string> Ids(ClaimResult claim) =>
        [.. claim.Deliveries.Select(delivery => delivery.Envelope.Id)];

    private static string Queue([CallerMemberName] string test = "") => test;
}
