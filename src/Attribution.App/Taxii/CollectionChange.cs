using System.Text;
using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Stix;
using Attribution.Stix.Taxii;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Taxii;

/// <summary>
/// A change of what is in a collection, alone with it until it ends: dates of addition are given here, each later than
/// all before, so that their order is the order of commit. Without <see cref="CommitAsync"/> nothing has happened.
/// </summary>
internal sealed class CollectionChange : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly ServedCollection _collection;
    private Instant _lastAdded;

    private CollectionChange(
        NpgsqlConnection connection, NpgsqlTransaction transaction, ServedCollection collection, NpgsqlDataReader row)
    {
        (_connection, _transaction, _collection) = (connection, transaction, collection);
        _lastAdded = row.Time(0);
        Before = new CollectionProgress(row.GetInt64(1), row.GetDateTime(2), row.GetInt64(3));
    }

    /// <summary>How far it had been brought when this change began.</summary>
    internal CollectionProgress Before { get; }

    /// <summary>Begins a change when nobody else is changing the collection; null when it is gone.</summary>
    internal static async Task<CollectionChange?> BeginAsync(
        NpgsqlDataSource writer, ServedCollection collection, CancellationToken cancellation)
    {
        var connection = await writer.OpenConnectionAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var command = Command(connection, transaction, collection, "lock_taxii_collection");
            await using var row = await command.ExecuteReaderAsync(cancellation);
            return await row.ReadAsync(cancellation)
                ? new CollectionChange(connection, transaction, collection, row)
                : await GiveUpAsync(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Every version that is or was in the collection.</summary>
    internal async Task<List<HeldObject>> ListAsync(CancellationToken cancellation)
    {
        await using var command = Command("list_taxii_held");
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ListAsync(
            held => new HeldObject(
                new ObjectKey(held.GetString(0), Instant.FromDateTimeUtc(held.GetDateTime(1))),
                held.GetString(2),
                held.GetBoolean(3),
                held.GetBoolean(4)),
            cancellation);
    }

    /// <summary>Puts objects into the collection, in their order.</summary>
    /// <param name="objects">No two of them the same version of one object.</param>
    /// <param name="areAdded">Whether somebody adds them, or a campaign here tells of them.</param>
    /// <param name="now">The day, unless a later one was given before.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task PutAsync(
        IReadOnlyList<StixObject> objects, bool areAdded, Instant now, CancellationToken cancellation)
    {
        if (objects.Count == 0)
        {
            return;
        }

        var first = Instant.Max(ObjectKey.Truncate(now), _lastAdded + TaxiiTimestamp.Resolution);
        _lastAdded = first + (TaxiiTimestamp.Resolution * (objects.Count - 1));
        await using var command = Command("put_taxii_objects");
        var parameters = command.Parameters;
        parameters.AddTime(first);
        parameters.AddOptional(areAdded, NpgsqlDbType.Boolean);
        AddKeys(command, objects.Select(ObjectKey.Of));
        AddTexts(objects.Select(one => one.Version?.Text));
        AddTexts(objects.Select(one => one.Type));
        AddTexts(objects.Select(one => one.SpecVersion ?? "2.1"));
        AddTexts(objects.Select(one => StixVersion.Of(one).Fingerprint));
        AddTexts(objects.Select(one => Encoding.UTF8.GetString(one.Utf8)));
        await command.ExecuteNonQueryAsync(cancellation);

        void AddTexts(IEnumerable<string?> texts) =>
            parameters.AddOptional(texts.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Varchar);
    }

    /// <summary>Withdraws versions that no campaign here tells of any more.</summary>
    internal async Task WithdrawAsync(IReadOnlyList<ObjectKey> gone, CancellationToken cancellation)
    {
        if (gone.Count > 0)
        {
            await using var command = Command("withdraw_taxii_objects");
            AddKeys(command, gone);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Withdraws campaigns that were added, and that those the collection is for may not see today.</summary>
    internal async Task WithdrawHiddenAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            SqlText.Get("withdraw_hidden_campaigns"), _connection, _transaction);
        VisiblePredicate.AddParameters(command.Parameters, _collection.Reader);
        command.Parameters.AddOptional(_collection.Id, NpgsqlDbType.Uuid);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Takes versions of an object out of the collection; false when there are none.</summary>
    internal async Task<bool> TakeOutAsync(
        StixId id, TaxiiVersionMatch versions, IReadOnlyList<string>? specifications, CancellationToken cancellation)
    {
        await using var command = Command("take_out_taxii_object");
        command.Parameters.AddOptional(id.ToString(), NpgsqlDbType.Varchar);
        command.Parameters.AddOptional(specifications?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Varchar);
        TaxiiServer.AddVersions(command.Parameters, versions);
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Makes it so.</summary>
    /// <param name="upTo">How far the log has been gone through; null when it has not.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task CommitAsync(CollectionNews? upTo, CancellationToken cancellation)
    {
        await using (var command = Command("save_taxii_progress"))
        {
            command.Parameters.AddTime(_lastAdded);
            command.Parameters.AddOptional(upTo?.Event, NpgsqlDbType.Bigint);
            command.Parameters.AddOptional(upTo?.Object, NpgsqlDbType.TimestampTz);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await _transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static async Task<CollectionChange?> GiveUpAsync(NpgsqlConnection connection)
    {
        await connection.DisposeAsync();
        return null;
    }

    private static void AddKeys(NpgsqlCommand command, IEnumerable<ObjectKey> keys)
    {
        ObjectKey[] all = [.. keys];
        command.Parameters.AddOptional(
            all.Select(key => key.Id).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Varchar);
        command.Parameters.AddOptional(
            all.Select(key => key.Version.ToDateTimeUtc()).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);
    }

    private NpgsqlCommand Command(string statement) => Command(_connection, _transaction, _collection, statement);

    private static NpgsqlCommand Command(
        NpgsqlConnection connection, NpgsqlTransaction transaction, ServedCollection collection, string statement)
    {
        var command = new NpgsqlCommand(SqlText.Get(statement), connection, transaction);
        command.Parameters.AddOptional(collection.Tenant.Value, NpgsqlDbType.Text);
        command.Parameters.AddOptional(collection.Id, NpgsqlDbType.Uuid);
        return command;
    }
}

/// <summary>A version of an object, as PostgreSQL tells versions apart: by microseconds; the epoch for objects without
/// versions.</summary>
internal readonly record struct ObjectKey(string Id, Instant Version)
{
    internal static ObjectKey Of(StixObject content) =>
        new(content.Id.ToString(), Truncate(content.Version?.Instant ?? NodaConstants.UnixEpoch));

    internal static Instant Truncate(Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(ticks - (ticks % TaxiiTimestamp.Resolution.BclCompatibleTicks));
    }
}

/// <summary>A version of an object that is or was in a collection.</summary>
internal sealed record HeldObject(ObjectKey Key, string Fingerprint, bool IsAdded, bool IsRemoved);

/// <summary>How far the log and the imports are.</summary>
/// <param name="Event">The last event.</param>
/// <param name="Object">The day of the last object imported.</param>
/// <param name="AreTheirs">Whether the collection's tenant has anything in what is new.</param>
/// <param name="AreAny">Whether anything is new.</param>
/// <param name="Since">Since when it is.</param>
internal sealed record CollectionNews(
    long Event, DateTime Object, bool AreTheirs, bool AreAny, CollectionProgress Since);

/// <summary>How far a collection was brought up to date, and in which revision of what it tells of.</summary>
internal sealed record CollectionProgress(long Event, DateTime Object, long Revision);
