using Attribution.Testing;
using NodaTime;
using Npgsql;

namespace Attribution.Messaging.Tests.Sql;

/// <summary>A migrated database for one test class, and the few things every storage test does with it.</summary>
public sealed class MessagingDatabase() : MigratedDatabase("messaging", MigrateAsync)
{
    private NpgsqlDataSource? source;

    public NpgsqlDataSource Source => source ??= MessagingDataSource.Create(ConnectionString);

    public PostgresMessageStore Store => new(Source);

    public static async Task MigrateAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var schema = database.CreateCommand("create schema attribution");
        await schema.ExecuteNonQueryAsync();
        foreach (var migration in Migrations())
        {
            await using var step = database.CreateCommand(migration);
            await step.ExecuteNonQueryAsync();
        }
    }

    /// <summary>The migrations of the queue, in order. The program hands them to its one migrator.</summary>
    private static IEnumerable<string> Migrations()
    {
        var assembly = typeof(Envelope).Assembly;
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Attribution.Messaging.Schema.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    /// <summary>The first column of the first row.</summary>
    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task<int> ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    public Task<string> StateOf(MessageId id) =>
        ReadAsync<string>($"select state from attribution.msg_messages where message_id = '{id}'");

    /// <summary>A node that is alive for an hour of the sample's time.</summary>
    public async Task<Guid> NodeAsync()
    {
        var node = Guid.NewGuid();
        await Store.RegisterAsync(node, "test", Sample.Now, Sample.Now + Duration.FromHours(1), default);
        return node;
    }

    internal Task<IReadOnlyList<Acceptance>> AcceptAsync(string queue, params Envelope[] envelopes) =>
        Store.AcceptAsync(
            [.. envelopes.Select(envelope => new IncomingMessage.Readable(queue, envelope))],
            Sample.Now, default);

    internal async Task<Delivery> ClaimOneAsync(string queue, Guid node) =>
        (await Store.ClaimAsync(queue, node, 1, default)).Deliveries.ShouldHaveSingleItem();

    public override async Task DisposeAsync()
    {
        if (source is not null)
        {
            await source.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}

