using System.Text;
using Attribution.App.Access;
using Attribution.App.StixExport;
using Attribution.App.StixImport;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Stix;
using Attribution.Stix.Taxii;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using Handling = Attribution.Domain.Access.Handling;
using StixId = Attribution.Stix.StixId;

namespace Attribution.App.Taxii;

/// <summary>What TAXII 2.1 serves, without its addresses. A collection that a caller may not see is not
/// there.</summary>
public sealed class TaxiiServer
{
    private readonly CallerReads _reads;
    private readonly NpgsqlDataSource _writer;
    private readonly CollectionContent _content;
    private readonly CollectionAdding _adding;

    internal TaxiiServer(
        CallerReads reads,
        NpgsqlDataSource writer,
        StixExporter exporter,
        CollectionAdding.Import import,
        IClock clock)
    {
        (_reads, _writer, Collections) = (reads, writer, new TaxiiCollections(reads, writer, clock));
        _content = new CollectionContent(writer, exporter, clock);
        _adding = new CollectionAdding(import, _content, clock);
    }

    /// <summary>Keeps which collections are served.</summary>
    internal TaxiiCollections Collections { get; }

    /// <summary>The collections that the caller may see.</summary>
    public async Task<IReadOnlyList<ServedCollection>> ListCollectionsAsync(
        Principal caller, CancellationToken cancellation) =>
        await Collections.ListAsync(caller, id: null, cancellation);

    /// <summary>A collection; null when there is none that the caller may see.</summary>
    public async Task<ServedCollection?> FindCollectionAsync(
        Principal caller, Guid id, CancellationToken cancellation) =>
        (await Collections.ListAsync(caller, id, cancellation)).SingleOrDefault();

    /// <summary>The next versions of objects that a query selects, in the order they were added. What a token for the
    /// next page says has to be in <see cref="TaxiiQuery.AddedAfter"/> already.</summary>
    /// <param name="caller">For whom.</param>
    /// <param name="collection">One that the caller may see.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<TaxiiSlice> ReadAsync(
        Principal caller, ServedCollection collection, TaxiiSliceRequest request, CancellationToken cancellation)
    {
        await _content.RefreshAsync(collection, cancellation);
        var query = request.Query;
        var found = await _reads.ListAsync(
            caller,
            "list_taxii_page",
            parameters =>
            {
                parameters.AddOptional(collection.Id, NpgsqlDbType.Uuid);
                AddTexts(parameters, query.Ids.Select(id => id.ToString()));
                AddTexts(parameters, query.Types);
                AddTexts(parameters, query.SpecVersions);
                AddVersions(parameters, query.Versions);
                parameters.AddOptional(After(query.AddedAfter), NpgsqlDbType.TimestampTz);
                parameters.AddOptional(request.WithContent, NpgsqlDbType.Boolean);
                parameters.AddOptional(request.Limit + 1, NpgsqlDbType.Integer);
            },
            row => new ServedObject(
                StixId.Parse(row.GetString(0)),
                row.GetString(1),
                row.Time(2),
                row.IsDBNull(3) ? null : StixObject.Parse(Encoding.UTF8.GetBytes(row.GetString(3)))),
            cancellation);
        return found.Count > request.Limit
            ? new TaxiiSlice(found[..request.Limit], HasMore: true)
            : new TaxiiSlice(found, HasMore: false);
    }

    /// <summary>Whether any version of an object is in a collection.</summary>
    public async Task<bool> HoldsAsync(
        Principal caller, ServedCollection collection, StixId id, CancellationToken cancellation)
    {
        await _content.RefreshAsync(collection, cancellation);
        var counted = await _reads.ListAsync(
            caller,
            "count_taxii_versions",
            parameters =>
            {
                parameters.AddOptional(collection.Id, NpgsqlDbType.Uuid);
                parameters.AddOptional(id.ToString(), NpgsqlDbType.Varchar);
            },
            row => row.GetInt64(0),
            cancellation);
        return counted is [> 0];
    }

    /// <summary>Whether the caller may add objects to a collection and take them out.</summary>
    public static bool MayWrite(Principal caller, ServedCollection collection) =>
        collection.AcceptsObjects && caller.May(Permission.Contribute);

    /// <summary>Adds objects; answers what became of each, which is kept for a week.</summary>
    /// <param name="caller">Who may write to the collection.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="entries">What stands in the envelope, each with its place.</param>
    /// <param name="cancellation">Ends it; what was imported stays.</param>
    /// <returns>The status resource, UTF-8.</returns>
    /// <exception cref="StixImportStopped">It could not go on; sending the envelope again does.</exception>
    public async Task<byte[]> AddAsync(
        Principal caller,
        ServedCollection collection,
        IReadOnlyList<StixEntry> entries,
        CancellationToken cancellation)
    {
        var status = await _adding.AddAsync(caller, collection, entries, cancellation);
        var body = TaxiiAnswer.Status(status);
        var handling = Handling.OwnedBy(caller.Organisation, caller.Clearance).Normalised(caller.AsAuthor());
        await using var command = _writer.CreateCommand(SqlText.Get("save_taxii_status"));
        command.Parameters.AddOptional(caller.Tenant.Value, NpgsqlDbType.Text);
        command.Parameters.AddOptional(Guid.Parse(status.Id), NpgsqlDbType.Uuid);
        command.Parameters.AddOptional(Encoding.UTF8.GetString(body), NpgsqlDbType.Text);
        command.Parameters.AddTime(status.RequestedAt);
        command.Parameters.AddOptional(handling.Owner.Value, NpgsqlDbType.Text);
        command.Parameters.AddOptional((int)handling.Tlp, NpgsqlDbType.Integer);
        command.Parameters.AddOptional(handling.Recipients.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        await command.ExecuteNonQueryAsync(cancellation);
        return body;
    }

    /// <summary>What became of a request to add objects, UTF-8; null when there is none that the caller may read
    /// of.</summary>
    public async Task<byte[]?> FindStatusAsync(Principal caller, Guid id, CancellationToken cancellation)
    {
        var found = await _reads.ListAsync(
            caller,
            "find_taxii_status",
            parameters => parameters.AddOptional(id, NpgsqlDbType.Uuid),
            row => Encoding.UTF8.GetBytes(row.GetString(0)),
            cancellation);
        return found.SingleOrDefault();
    }

    /// <summary>Takes versions of an object out of a collection; false when none of them is in it. What the object has
    /// led to stays, and so does the object elsewhere.</summary>
    /// <param name="collection">One that the caller may write to.</param>
    /// <param name="id">The object.</param>
    /// <param name="query">Which versions.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<bool> TakeOutAsync(
        ServedCollection collection, StixId id, TaxiiQuery query, CancellationToken cancellation)
    {
        await _content.RefreshAsync(collection, cancellation);
        await using var change = await _content.ChangeAsync(collection, cancellation);
        if (change is null || !await change.TakeOutAsync(
            id, query.Versions, query.SpecVersions.IsEmpty ? null : query.SpecVersions, cancellation))
        {
            return false;
        }

        await change.CommitAsync(upTo: null, cancellation);
        return true;
    }

    /// <summary>Nothing was added before there was TAXII, whatever day a client names.</summary>
    private static DateTime After(Instant? day) =>
        Instant.Max(day ?? NodaConstants.UnixEpoch, NodaConstants.UnixEpoch).ToDateTimeUtc();

    internal static void AddVersions(NpgsqlParameterCollection parameters, TaxiiVersionMatch versions)
    {
        parameters.AddOptional(versions.All, NpgsqlDbType.Boolean);
        parameters.AddOptional(versions.First, NpgsqlDbType.Boolean);
        parameters.AddOptional(versions.Last, NpgsqlDbType.Boolean);
        parameters.AddOptional(
            versions.Instants.Where(at => at >= NodaConstants.BclEpoch)
                .Select(at => ObjectKey.Truncate(at).ToDateTimeUtc())
                .ToArray(),
            NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);
    }

    private static void AddTexts(NpgsqlParameterCollection parameters, IEnumerable<string> texts) =>
        parameters.AddOptional(
            texts.ToArray() is { Length: > 0 } some ? some : null, NpgsqlDbType.Array | NpgsqlDbType.Varchar);
}

/// <summary>Which part of a collection is asked for.</summary>
/// <param name="Query">Which versions of which objects.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="WithContent">Whether the objects themselves are wanted.</param>
public sealed record TaxiiSliceRequest(TaxiiQuery Query, int Limit, bool WithContent);

/// <summary>Versions of objects, in the order they were added.</summary>
public sealed record TaxiiSlice(IReadOnlyList<ServedObject> Objects, bool HasMore);

/// <summary>A version of an object in a collection.</summary>
/// <param name="Id">The object.</param>
/// <param name="Version">As its producer wrote it; when it was added, for objects without versions.</param>
/// <param name="DateAdded">When it came into the collection; no two of a collection came at once.</param>
/// <param name="Content">The object as it came; null when it was not asked for.</param>
public sealed record ServedObject(StixId Id, string Version, Instant DateAdded, StixObject? Content);
