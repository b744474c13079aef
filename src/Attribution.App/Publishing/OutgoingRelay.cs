using System.Threading.Channels;
using Attribution.EventStore;
using Attribution.Messaging;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Publishing;

/// <summary>
/// Goes through the event log for every subscriber and queues what it wants to hear of. The log is the outbox: what is
/// told is told because it is in the log, so nothing that happened is forgotten and nothing that did not is told.
/// </summary>
internal sealed partial class OutgoingRelay(
    EventLog log,
    NpgsqlDataSource messages,
    Subscriptions subscriptions,
    Subscribing? broker,
    Hints hints,
    IClock clock,
    ILogger logger)
{
    private const int EventsMax = 500;
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    private bool _isBrokerSubscribed = broker is null;

    /// <summary>Works until it is told to stop; several nodes share the subscribers.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        var wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
        {
            FullMode = BoundedChannelFullMode.DropWrite,
        });
        void Wake() => wakes.Writer.TryWrite(true);
        log.Stored += Wake;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await RelayAllAsync(stop);
                await WaitAsync(wakes.Reader, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was not queued is found again by whoever goes on.
        }
        finally
        {
            log.Stored -= Wake;
        }
    }

    /// <summary>Other nodes store events as well, so what nobody here has stored is looked for now and then.</summary>
    private static async Task WaitAsync(ChannelReader<bool> wakes, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(LookAgainAfter);
        try
        {
            await wakes.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Time to look again.
        }
    }

    private async Task RelayAllAsync(CancellationToken stop)
    {
        try
        {
            await SubscribeBrokerAsync(stop);
            var mark = await log.FindHighWaterMarkAsync(stop);
            while (await RelayOneAsync(mark, stop))
            {
                // One subscriber after the other, each as far as one page of the log.
            }
        }
        catch (NpgsqlException away)
        {
            RelayFailed(logger, away);
        }
    }

    /// <summary>What the configuration says of the broker's subscription holds from the start of a node.</summary>
    private async Task SubscribeBrokerAsync(CancellationToken stop)
    {
        if (!_isBrokerSubscribed)
        {
            await subscriptions.SubscribeAsync(broker!, stop);
            _isBrokerSubscribed = true;
        }
    }

    private async Task<bool> RelayOneAsync(long mark, CancellationToken stop)
    {
        await using var connection = await messages.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await TakeAsync(connection, mark, stop) is not { } taken)
        {
            return false;
        }

        var range = new LogRange(taken.Position, PublishedEvents.StoredNames(taken.Types), taken.Tenant);
        var events = await log.ReadAllAsync(range, stop).Take(EventsMax).ToListAsync(stop);
        var notes = events.ConvertAll(stored => OutgoingNote.Of(taken.Id, taken.Organisation, stored));
        if (notes.Count > 0)
        {
            await OutgoingMessages.EnqueueAsync(
                connection, transaction, OutgoingNote.QueueOf(taken.Door), notes, clock.GetCurrentInstant(), stop);
        }

        // Sequence order is commit order: what the log has up to the mark has been read.
        var position = events.Count == EventsMax
            ? events[^1].Position
            : Math.Max(mark, events.Count > 0 ? events[^1].Position : 0);
        await AdvanceAsync(connection, taken, position, stop);
        await transaction.CommitAsync(stop);
        if (notes.Count > 0)
        {
            hints.Raise(OutgoingNote.QueueOf(taken.Door));
        }

        return true;
    }

    private async Task<Turn?> TakeAsync(
        NpgsqlConnection connection, long mark, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(SqlText.Get("take_webhook"), connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = mark });
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)broker?.Subscriber.Tenant.Value ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Text,
        });
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = broker is null ? DBNull.Value : Subscription.IdOf(broker.Subscriber, broker.Url),
            NpgsqlDbType = NpgsqlDbType.Uuid,
        });
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop)
            ? new Turn(
                row.GetString(0),
                row.GetGuid(1),
                row.GetString(2),
                row.GetFieldValue<string[]>(3),
                row.GetInt64(4),
                row.GetString(5))
            : null;
    }

    private static async Task AdvanceAsync(
        NpgsqlConnection connection, Turn taken, long position, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(SqlText.Get("advance_webhook"), connection);
        command.Parameters.Add(
            new NpgsqlParameter<string> { TypedValue = taken.Tenant, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = taken.Id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
        await command.ExecuteNonQueryAsync(stop);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Going through the log for subscribers failed; it goes on.")]
    private static partial void RelayFailed(ILogger logger, Exception exception);

    private sealed record Turn(
        string Tenant, Guid Id, string Organisation, string[] Types, long Position, string Door);
}
