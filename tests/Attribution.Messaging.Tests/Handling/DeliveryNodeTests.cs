using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Attribution.Messaging.Tests.Sql;
using NodaTime;

namespace Attribution.Messaging.Tests.Handling;

/// <summary>
/// Nodes on the real clock, real threads and real PostgreSQL. What they wait for is a signal, never a time.
/// </summary>
public sealed class DeliveryNodeTests(MessagingDatabase database) : IClassFixture<MessagingDatabase>
{
    private static readonly Duration Forever = Duration.FromHours(1);
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Two_nodes_handle_everything_once_and_each_subject_in_order()
    {
        const int Messages = 300;
        var (seen, all) = (new ConcurrentQueue<Envelope>(), new TaskCompletionSource());
        var handlers = new Handlers().On(Sample.ClusterDetected, (_, delivery, _) =>
        {
            seen.Enqueue(delivery.Envelope);
            if (seen.Count == Messages)
            {
                all.TrySetResult();
            }

            return Task.FromResult(Outcome.Done);
        });
        await database.AcceptAsync(Queue(), [.. Enumerable.Range(0, Messages).Select(n =>
            Sample.Message($"{n:000}", $"subject-{n % 10}") with { Source = Queue() })]);

        await using (Run(handlers))
        {
            await using (Run(handlers))
            {
                await all.Task.WaitAsync(TooLong);
            }
        }

        seen.Select(message => message.Id).ShouldBeUnique();
        foreach (var subject in seen.GroupBy(message => message.Subject))
        {
            subject.Select(message => message.Id).ShouldBeInOrder();
        }

        (await database.ReadAsync<long>(
            $"select count(*) from attribution.msg_messages where queue = '{Queue()}' and state = 'done'"))
            .ShouldBe(Messages);
    }

    [Fact]
    public async Task A_hint_wakes_an_idle_node_in_this_process_and_in_another()
    {
        var (here, there) = (new Hints(), new Hints());
        using var stop = new CancellationTokenSource();
        var (notificationsHere, notificationsThere) = (
            new Notifications(database.Source, here),
            new Notifications(database.Source, there));
        var telling = Task.WhenAll(notificationsHere.RunAsync(stop.Token), notificationsThere.RunAsync(stop.Token));
        await Task.WhenAll(notificationsHere.Listening, notificationsThere.Listening).WaitAsync(TooLong);
        var handled = new BlockingCollection<string>();
        var handlers = new Handlers().On(Sample.ClusterDetected, (_, delivery, _) =>
        {
            handled.Add(delivery.Envelope.Id, CancellationToken.None);
            return Task.FromResult(Outcome.Done);
        });
        await database.AcceptAsync(Queue(), Sample.Message("before") with { Source = Queue() });

        await using (Run(handlers, there))
        {
            handled.TryTake(out _, TooLong).ShouldBeTrue();
            foreach (var (hints, id) in new[] { (there, "near"), (here, "far") })
            {
                var intake = new Intake(database.Store, hints);
                await intake.OfferAsync(
                    [new IncomingMessage.Readable(Queue(), Sample.Message(id) with { Source = Queue() })]);
                handled.TryTake(out var woken, TooLong).ShouldBeTrue(id);
                woken.ShouldBe(id);
            }
        }

        await stop.CancelAsync();
        await telling;
    }

    [Fact]
    public async Task A_stopping_node_waits_for_its_handlers()
    {
        var (started, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        var handlers = new Handlers().On(Sample.ClusterDetected, async (_, _, _) =>
        {
            started.SetResult();
            await finish.Task;
            return Outcome.Done;
        });
        var message = Sample.Message() with { Source = Queue() };
        await database.AcceptAsync(Queue(), message);

        var node = Run(handlers);
        await started.Task.WaitAsync(TooLong);
        var stopped = node.DisposeAsync().AsTask();
        stopped.IsCompleted.ShouldBeFalse();
        finish.SetResult();
        await stopped.WaitAsync(TooLong);

        (await database.StateOf(message.MessageId)).ShouldBe("done");
    }

    [Fact]
    public async Task A_stopping_node_gives_back_what_it_cannot_finish_in_time()
    {
        var started = new TaskCompletionSource();
        var handlers = new Handlers().On(Sample.ClusterDetected, async (_, _, cancellation) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return Outcome.Done;
        });
        var message = Sample.Message() with { Source = Queue() };
        await database.AcceptAsync(Queue(), message);

        await using (Run(handlers, grace: Duration.Zero))
        {
            await started.Task.WaitAsync(TooLong);
        }

        (await database.StateOf(message.MessageId)).ShouldBe("available");
        (await database.ReadAsync<int>(
            $"select attempts from attribution.msg_messages where message_id = '{message.MessageId}'"))
            .ShouldBe(0);
    }

    [Fact]
    public async Task A_failed_message_comes_again_when_it_is_due()
    {
        var done = new TaskCompletionSource<int>();
        var handlers = new Handlers().On(Sample.ClusterDetected, (_, delivery, _) =>
        {
            if (delivery.Attempt < 3)
            {
                throw new InvalidOperationException("not yet");
            }

            done.SetResult(delivery.Attempt);
            return Task.FromResult(Outcome.Done);
        });
        await database.AcceptAsync(Queue(), Sample.Message() with { Source = Queue() });

        await using (Run(handlers))
        {
            (await done.Task.WaitAsync(TooLong)).ShouldBe(3);
        }
    }

    private Running Run(
        Handlers handlers, Hints? hints = null, Duration? grace = null, [CallerMemberName] string test = "")
    {
        var stop = new CancellationTokenSource();
        var node = new DeliveryNode(database.Store, handlers, new()
        {
            Queues = [test],
            PollInterval = hints is null ? Duration.FromMilliseconds(50) : Forever,
            UpkeepInterval = hints is null ? Duration.FromMilliseconds(50) : Forever,
            StopGrace = grace ?? Duration.FromSeconds(15),
            RetryPolicy = new() { Backoff = new(Duration.FromMilliseconds(1), Duration.FromMilliseconds(1)) },
        }, hints);
        return new(stop, node.RunAsync(stop.Token));
    }

    private static string Queue([CallerMemberName] string test = "") => test;

    private sealed class Running(CancellationTokenSource stop, Task node) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await node.WaitAsync(TooLong);
            stop.Dispose();
        }
    }
}
