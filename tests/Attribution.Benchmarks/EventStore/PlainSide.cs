using Npgsql;
using NpgsqlTypes;

namespace Attribution.Benchmarks.EventStore;

/// <summary>
/// The baseline: the same rows in the same tables by separate, prepared statements in one transaction, on a pool of
/// connections - what a careful programmer writes first.
/// </summary>
internal sealed class PlainSide(NpgsqlDataSource source, Payloads payloads, Campaigns campaigns)
{
    private const string Headers = """{"user":"anna","reason":"triage"}""";

    internal static NpgsqlDataSource Connect(string connectionString, int poolSize) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = poolSize,
            MinPoolSize = poolSize,
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 1,
        });

    internal async Task AppendOneAsync(int caller)
    {
        var (random, place) = campaigns.Next(caller);
        var (stream, version) = (campaigns.Ids[place], campaigns.Versions[place]);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var check = Command(
            connection,
            "select version from attribution.mt_streams where tenant_id = $1 and id = $2 for update",
            stream))
        {
            if ((long)(await check.ExecuteScalarAsync())! != version)
            {
                throw new InvalidOperationException("A stream that belongs to one caller was changed by another.");
            }
        }

        await InsertEventAsync(connection, stream, version + 1, payloads.AnyEvent(random));
        await using (var advance = Command(
            connection,
            "update attribution.mt_streams set version = $3, timestamp = now() where tenant_id = $1 and id = $2",
            stream))
        {
            advance.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version + 1 });
            await advance.ExecuteNonQueryAsync();
        }

        await UpsertAsync(connection, stream, version + 1, payloads.AnyDocument(random));
        await transaction.CommitAsync();
        campaigns.Versions[place] = version + 1;
    }

    internal async Task StartAsync(int caller)
    {
        var random = campaigns.Next(caller).Random;
        var stream = Guid.NewGuid();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var start = Command(
            connection,
            """
            insert into attribution.mt_streams (tenant_id, id, type, version, timestamp, created)
            values ($1, $2, 'campaign', 3, now(), now())
            """,
            stream))
        {
            await start.ExecuteNonQueryAsync();
        }

        for (var version = 1; version <= 3; version++)
        {
            await InsertEventAsync(connection, stream, version, payloads.AnyEvent(random));
        }

        await UpsertAsync(connection, stream, 3, payloads.AnyDocument(random));
        await transaction.CommitAsync();
    }

    private static async Task InsertEventAsync(NpgsqlConnection connection, Guid stream, long version, byte[] json)
    {
        await using var insert = Command(
            connection,
            """
            insert into attribution.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id,
                mt_dotnet_type, correlation_id, causation_id, headers)
            values (nextval('attribution.mt_events_sequence'), $3, $2, $4, $5, 'evidence_added', now(), $1,
                'EvidenceAdded', 'correlation-1', 'message-7', $6)
            """,
            stream);
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.NewGuid() });
        insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = json, NpgsqlDbType = NpgsqlDbType.Jsonb });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Headers, NpgsqlDbType = NpgsqlDbType.Jsonb });
        await insert.ExecuteNonQueryAsync();
    }

    private static async Task UpsertAsync(NpgsqlConnection connection, Guid stream, long version, byte[] json)
    {
        await using var upsert = Command(
            connection,
            """
            insert into attribution.mt_doc_campaign (tenant_id, id, data, mt_last_modified, mt_dotnet_type, mt_version)
            values ($1, $2, $3, now(), 'Campaign', $4)
            on conflict (tenant_id, id) do update set data = excluded.data,
                mt_last_modified = excluded.mt_last_modified, mt_dotnet_type = excluded.mt_dotnet_type,
                mt_version = excluded.mt_version
            """,
            stream);
        upsert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = json, NpgsqlDbType = NpgsqlDbType.Jsonb });
        upsert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
        await upsert.ExecuteNonQueryAsync();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, Guid stream)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = CampaignTable.Tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = stream });
        return command;
    }
}
