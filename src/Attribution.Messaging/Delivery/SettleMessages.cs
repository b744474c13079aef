using NodaTime;
using Npgsql;

namespace Attribution.Messaging;

/// <summary>
/// Carries out settlements, all of them in one transaction and one round trip: an implicit transaction spans the batch,
/// and each statement sees what the ones before it did.
/// </summary>
internal static class SettleMessages
{
    public static async Task RunAsync(
        NpgsqlDataSource database,
        Guid node,
        IReadOnlyList<Settlement> settlements,
        Instant now,
        CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        AddDone(batch, [.. settlements.OfType<Settlement.Done>()], now);
        AddAgain(batch, [.. settlements.OfType<Settlement.Again>()], node, now);
        AddDead(batch, [.. settlements.OfType<Settlement.Dead>()], node, now);
        AddGivenBack(batch, [.. settlements.OfType<Settlement.GivenBack>()]);
        AddTurns(batch, settlements);
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static void AddDone(NpgsqlBatch batch, Settlement.Done[] done, Instant now)
    {
        if (done.Length > 0)
        {
            batch.Add("complete_messages").WithClaims(done)
                .With("text[]", Array.ConvertAll(done, settlement => settlement.Outcome)).With("timestamptz", now);
        }
    }

    private static void AddAgain(NpgsqlBatch batch, Settlement.Again[] again, Guid node, Instant now)
    {
        if (again.Length > 0)
        {
            batch.Add("retry_messages").WithClaims(again)
                .With("timestamptz[]", Array.ConvertAll(again, settlement => settlement.DueAt.ToDateTimeUtc()))
                .WithFailures(Array.ConvertAll(again, settlement => settlement.Failure))
                .With("timestamptz", now).With("uuid", node);
        }
    }

    private static void AddDead(NpgsqlBatch batch, Settlement.Dead[] dead, Guid node, Instant now)
    {
        if (dead.Length > 0)
        {
            batch.Add("bury_messages").WithClaims(dead)
                .WithFailures(Array.ConvertAll(dead, settlement => (Failure?)settlement.Failure))
                .With("timestamptz", now).With("uuid", node);
        }
    }

    private static void AddGivenBack(NpgsqlBatch batch, Settlement.GivenBack[] givenBack)
    {
        if (givenBack.Length > 0)
        {
            batch.Add("release_messages").WithClaims(givenBack);
        }
    }

    // Given also for settlements that come too late: the claim then finds that the turn is not theirs, and nothing is
    // lost.
    private static void AddTurns(NpgsqlBatch batch, IReadOnlyList<Settlement> settlements)
    {
        var lanes = settlements
            .Where(settlement =>
                settlement is Settlement.Done or Settlement.Dead && settlement.Delivery.Lane is not null)
            .Select(settlement => settlement.Delivery.Lane!.Value)
            .Distinct()
            .ToArray();
        if (lanes.Length > 0)
        {
            batch.Add("give_turns").With("bigint[]", lanes);
        }
    }

    private static NpgsqlBatchCommand WithClaims(this NpgsqlBatchCommand command, Settlement[] settlements) => command
        .With("uuid[]", Array.ConvertAll(settlements, settlement => settlement.Delivery.MessageId.Value))
        .With("integer[]", Array.ConvertAll(settlements, settlement => settlement.Delivery.Claim));

    private static NpgsqlBatchCommand WithFailures(this NpgsqlBatchCommand command, Failure?[] failures) => command
        .With("text[]", Array.ConvertAll(failures, failure => failure?.Code))
        .With("text[]", Array.ConvertAll(failures, failure => failure?.Detail))
        .With("text[]", Array.ConvertAll(failures, failure => failure?.Stack));
}
