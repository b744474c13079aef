using System.Net;
using System.Text.Json;
using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>
/// A client of one TAXII 2.1 server. It retries what may succeed, follows redirects on the same host only, sends the
/// credentials nowhere else, and holds no state: the caller stores a <see cref="TaxiiCursor"/> per collection.
/// <code>
/// await foreach (var page in client.PollAsync(root, collection, cursor))
/// {
///     // store page.Entries and page.Cursor in one transaction
/// }
/// </code>
/// Every method throws <see cref="TaxiiException"/> when the server cannot be used.
/// </summary>
public sealed class TaxiiClient
{
    private const string DiscoveryPath = "/taxii2/";

    private readonly TaxiiTransport _transport;
    private readonly TaxiiClientOptions _options;

    /// <param name="http">Made over <see cref="CreateHandler"/>; it stays the caller's to dispose. Its own timeout
    /// should be infinite: <see cref="TaxiiClientOptions.RequestTimeout"/> counts.</param>
    /// <param name="options">The server and the limits.</param>
    /// <param name="time">The clock that waits and timeouts go by; the system's when null.</param>
    public TaxiiClient(HttpClient http, TaxiiClientOptions options, TimeProvider? time = null)
    {
        _options = options;
        _transport = new TaxiiTransport(http, options, time ?? TimeProvider.System);
    }

    /// <summary>A handler for the client's connections: redirects are left to the client, answers are decompressed, and
    /// the client certificate is presented where the credentials are one.</summary>
    public static SocketsHttpHandler CreateHandler(TaxiiCredentials credentials)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(15),
        };
        if (credentials.ConnectionCertificate is { } certificate)
        {
            handler.SslOptions.ClientCertificates = [certificate];
        }

        return handler;
    }

    /// <summary>Asks the server for its API roots. A server address without a path means the standard's
    /// <c>/taxii2/</c>.</summary>
    public async Task<TaxiiDiscovery> DiscoverAsync(CancellationToken cancellation = default)
    {
        var address = _options.Server.AbsolutePath == "/" ? new Uri(_options.Server, DiscoveryPath) : _options.Server;
        return TaxiiDiscovery.Read(await GetAsync(TaxiiAddress.WithSlash(address), cancellation), address);
    }

    public async Task<TaxiiApiRoot> GetApiRootAsync(Uri apiRoot, CancellationToken cancellation = default) =>
        TaxiiApiRoot.Read(await GetAsync(TaxiiAddress.WithSlash(apiRoot), cancellation));

    /// <summary>The collections of a root; one without an id is left out.</summary>
    public async Task<IReadOnlyList<TaxiiCollection>> GetCollectionsAsync(
        Uri apiRoot, CancellationToken cancellation = default)
    {
        var json = await GetAsync(TaxiiAddress.Under(apiRoot, "collections"), cancellation);
        return [.. json.Items("collections").Select(TaxiiCollection.Read).OfType<TaxiiCollection>()];
    }

    /// <param name="apiRoot">The API root.</param>
    /// <param name="collection">The collection's id or alias.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<TaxiiCollection> GetCollectionAsync(
        Uri apiRoot, string collection, CancellationToken cancellation = default) =>
        TaxiiCollection.Read(await GetAsync(TaxiiAddress.Under(apiRoot, "collections", collection), cancellation))
            ?? throw new TaxiiException(TaxiiFailureCodes.Malformed, $"The collection {collection} has no id.");

    /// <summary>
    /// Reads what was added to a collection since the cursor, page by page. It ends when the server has nothing more,
    /// or after <see cref="TaxiiPollOptions.MaxPages"/>; a later poll goes on from the cursor of the last page stored.
    /// Objects may come more than once; none is passed over.
    /// </summary>
    /// <param name="apiRoot">The API root.</param>
    /// <param name="collection">The collection's id or alias.</param>
    /// <param name="cursor">Where to go on; <see cref="TaxiiCursor.Start"/> the first time.</param>
    /// <param name="filter">Which objects; all when null. A cursor belongs to its filter.</param>
    /// <param name="options">How much to read at once.</param>
    /// <param name="cancellation">Ends the poll; what was yielded stays good.</param>
    public IAsyncEnumerable<TaxiiPage> PollAsync(
        Uri apiRoot,
        string collection,
        TaxiiCursor cursor,
        TaxiiFilter? filter = null,
        TaxiiPollOptions? options = null,
        CancellationToken cancellation = default)
    {
        var poll = new CollectionPoll(
            _transport,
            TaxiiAddress.Under(apiRoot, "collections", collection),
            filter ?? TaxiiFilter.None,
            options ?? new TaxiiPollOptions(),
            _options.Objects);
        return poll.RunAsync(cursor, cancellation);
    }

    /// <summary>One object in the versions the filter asks for: the last one when it asks for none.</summary>
    public async Task<IReadOnlyList<StixEntry>> GetObjectAsync(
        Uri apiRoot, string collection, StixId id, TaxiiFilter? filter = null, CancellationToken cancellation = default)
    {
        var address = TaxiiAddress.Under(apiRoot, "collections", collection, "objects", id.ToString());
        var request = TaxiiRequest.Get(TaxiiQueryText.Append(address, (filter ?? TaxiiFilter.None).ToQuery()));
        var response = await _transport.SendAsync(request with { Check = TaxiiEnvelope.CheckJson }, cancellation);
        return StixReader.Read(response.Body, _options.Objects).Entries;
    }

    /// <summary>The versions the server has of one object, as their producers wrote them.</summary>
    public async Task<IReadOnlyList<string>> GetVersionsAsync(
        Uri apiRoot, string collection, StixId id, CancellationToken cancellation = default)
    {
        var address = TaxiiAddress.Under(apiRoot, "collections", collection, "objects", id.ToString(), "versions");
        return TaxiiJson.Texts(await GetAsync(address, cancellation), "versions");
    }

    /// <summary>What was added to a collection and when, without the objects: one page, in the order of
    /// addition.</summary>
    /// <param name="apiRoot">The API root.</param>
    /// <param name="collection">The collection's id or alias.</param>
    /// <param name="addedAfter">Only what was added later.</param>
    /// <param name="limit">How many entries to ask for.</param>
    /// <param name="filter">Which objects; all when null.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<IReadOnlyList<TaxiiManifestEntry>> GetManifestAsync(
        Uri apiRoot,
        string collection,
        Instant? addedAfter,
        int limit,
        TaxiiFilter? filter = null,
        CancellationToken cancellation = default)
    {
        var query = TaxiiQueryText.Page(addedAfter is { } after ? TaxiiTimestamp.Format(after) : null, null, limit)
            .Concat((filter ?? TaxiiFilter.None).ToQuery());
        var address = TaxiiAddress.Under(apiRoot, "collections", collection, "manifest");
        var json = await GetAsync(TaxiiQueryText.Append(address, query), cancellation);
        return [.. TaxiiManifestEntry.ReadAll(json).OfType<TaxiiManifestEntry>()];
    }

    /// <summary>
    /// Adds objects to a collection, in envelopes the server can take, and follows each until the server says what
    /// became of it. An object the server already has is accepted again without a second version, so whatever has no
    /// outcome (because this threw, or the outcome is <see cref="TaxiiPushResult.Unknown"/>) may simply be sent again.
    /// </summary>
    /// <param name="apiRoot">The API root.</param>
    /// <param name="collection">The collection's id or alias.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="options">Sizes and patience; <c>MaxContentLengthBytes</c> comes from the API root.</param>
    /// <param name="cancellation">Ends the push; what was yielded stays good.</param>
    public IAsyncEnumerable<TaxiiPushOutcome> PushAsync(
        Uri apiRoot,
        string collection,
        IEnumerable<StixObject> objects,
        TaxiiPushOptions? options = null,
        CancellationToken cancellation = default) =>
        new CollectionPush(_transport, TaxiiAddress.WithSlash(apiRoot), collection, options ?? new TaxiiPushOptions())
            .RunAsync(objects, cancellation);

    /// <summary>How far a request to add objects has come.</summary>
    public async Task<TaxiiStatus> GetStatusAsync(
        Uri apiRoot, string statusId, CancellationToken cancellation = default) =>
        TaxiiStatus.Read(await GetAsync(TaxiiAddress.Under(apiRoot, "status", statusId), cancellation));

    /// <summary>Removes an object from a collection, in the versions the filter asks for.</summary>
    public Task DeleteObjectAsync(
        Uri apiRoot, string collection, StixId id, TaxiiFilter? filter = null, CancellationToken cancellation = default)
    {
        var address = TaxiiAddress.Under(apiRoot, "collections", collection, "objects", id.ToString());
        var query = (filter ?? TaxiiFilter.None).ToQuery();
        var request = new TaxiiRequest(HttpMethod.Delete, TaxiiQueryText.Append(address, query));
        return _transport.SendAsync(request, cancellation);
    }

    private async Task<JsonElement> GetAsync(Uri address, CancellationToken cancellation)
    {
        var request = TaxiiRequest.Get(address) with { Check = TaxiiEnvelope.CheckJson };
        var response = await _transport.SendAsync(request, cancellation);
        return TaxiiJson.Read(response.Body)
            ?? throw new TaxiiException(TaxiiFailureCodes.Malformed, $"{address} did not answer a JSON object.");
    }
}
