using Attribution.App.Access;
using Attribution.App.Access.Audit;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.Dormancy;
using Attribution.App.Campaigns.Promotion;
using Attribution.App.Campaigns.Sightings;
using Attribution.App.Changes;
using Attribution.App.History;
using Attribution.App.Hypotheses;
using Attribution.App.Infrastructure;
using Attribution.App.Intake;
using Attribution.App.KillChain.Releases;
using Attribution.App.LogExport;
using Attribution.App.Pipeline;
using Attribution.App.Publishing;
using Attribution.App.StixExport;
using Attribution.App.StixImport;
using Attribution.App.Storage;
using Attribution.App.Taxii;
using Attribution.App.Taxii.Feeds;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Schema;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Types;
using Attribution.Messaging;
using NodaTime;
using Npgsql;

namespace Attribution.App;

/// <summary>The system on one database, without the doors: the place where all parts are wired together.</summary>
public sealed class AttributionSystem : IAsyncDisposable
{
    // What callers read comes from the first, as the reader; what commands must know beyond it, from the second, as the
    // writer, and is never shown. Superusers read across tenants through connections of their own.
    private readonly NpgsqlDataSource _reads;
    private readonly NpgsqlDataSource _crossing;
    private readonly NpgsqlDataSource _lookups;
    private readonly NpgsqlDataSource _messages;
    private readonly AccessTrail _trail;
    private readonly AuditRetention _retention;
    private readonly CallerReads _access;
    private readonly ClusterFile _clusterFile;
    private readonly AttackImport _attackImport;
    private readonly StixImporter _stixImporter;
    private readonly StixExporter _stixExporter;

    private AttributionSystem(
        NpgsqlDataSource reads,
        NpgsqlDataSource crossing,
        NpgsqlDataSource lookups,
        NpgsqlDataSource messages,
        EventLog log,
        IClock clock,
        AttributionOptions options,
        Schema schema)
    {
        (_reads, _crossing, _lookups, _messages, Log) = (reads, crossing, lookups, messages, log);
        ReadModels = new ReadModels(log, lookups);
        Changes = new ChangeFeed(log);
        var answers = new FirstAnswers(messages);
        var commands = new CommandHandling(log, answers, clock);
        var stored = new StoredReleases(lookups);
        var catalogue = new AttackCatalogue(stored, TimeProvider.System);
        var known = new Lookups(lookups);
        var holders = new ClusterHolders(known);
        var promotion = new ClusterPromotion(
            commands, holders, new ClusterStandings(known), options.Matching, catalogue);
        var handlers = new Handlers().On(DetectedClusters.Type, new DetectedClusters(promotion).HandleAsync);
        _trail = new AccessTrail(log, clock, options.AuditedReading);
        _retention = new AuditRetention(messages, clock, Duration.FromDays(options.KeepAuditDays));
        _access = new CallerReads(reads, crossing, _trail);
        Silences = new SilenceWatch(commands, new Silences(known), clock);
        Messages = new MessagePort(
            log, _access, messages, handlers, Silences, new MessageOutcomes(messages, answers, holders), clock);
        Queues = new MessageQueues(messages);
        DeadLetters = new Messaging.DeadLetters(messages, Messages.Hints, clock);
        _clusterFile = new ClusterFile(new ClusterBatch(promotion));
        _attackImport = new AttackImport(stored, catalogue, clock);
        var (campaigns, hypotheses) = (new CampaignQueries(_access), new HypothesisQueries(_access));
        var store = new StixStore(_access, lookups);
        var statements = new Statements(commands, campaigns, hypotheses);
        _stixImporter = new StixImporter(store, new ImportBatch(store, statements, log, clock), log, clock);
        var exports = new ExportStore(_access, hypotheses, new InfrastructureQueries(_access), log);
        _stixExporter = new StixExporter(
            exports, new MaterialReader(exports, new CampaignSightings(_access), new PastEvents(_access), catalogue));
        Auditing = new LogExporter(_access, known);
        Taxii = new TaxiiServer(
            _access, lookups, _stixExporter, new CollectionAdding.Import(_stixImporter, store), clock);
        Feeds = new FeedWork(_access, lookups, _stixImporter, _stixExporter, log, clock);
        Schema = schema.Bind(SchemaWiring.Bindings(new SchemaParts(
            _access, known, messages, commands, new ClusterPlaces(promotion, holders), catalogue)
        {
            Trail = _trail,
            Changes = Changes,
            DeadLetters = DeadLetters,
            Subscriptions = new Subscriptions(log, messages, clock),
            StixImporter = _stixImporter,
            StixExporter = _stixExporter,
            Collections = Taxii.Collections,
            Feeds = Feeds,
        }));
    }

    /// <summary>Every step of the database's schema, of all modules, in order.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        .. Migration.OfEventStore,
        .. Migration.FromResources(typeof(Envelope).Assembly, "messaging", "Attribution.Messaging.Schema."),
        .. Migration.FromResources(typeof(AttributionSystem).Assembly, "app", "Attribution.App.Schema."),
    ];

    /// <summary>The GraphQL schema, bound.</summary>
    public Schema Schema { get; }

    /// <summary>The event log.</summary>
    public EventLog Log { get; }

    /// <summary>What is folded from the log, for whoever runs the system.</summary>
    public ReadModels ReadModels { get; }

    /// <summary>Tells subscribers what is stored.</summary>
    internal ChangeFeed Changes { get; }

    /// <summary>Asks about campaigns of which nothing is heard.</summary>
    internal SilenceWatch Silences { get; }

    /// <summary>Messages from outside.</summary>
    public MessagePort Messages { get; }

    /// <summary>Queues, for whoever runs the system.</summary>
    public MessageQueues Queues { get; }

    /// <summary>Dead letters of any tenant, for whoever runs the system; callers see theirs through GraphQL.</summary>
    public Messaging.DeadLetters DeadLetters { get; }

    /// <summary>The log, for auditors.</summary>
    public LogExporter Auditing { get; }

    /// <summary>What peers are served, and bring.</summary>
    public TaxiiServer Taxii { get; }

    /// <summary>What is read of other servers, and sent to them.</summary>
    public FeedWork Feeds { get; }

    /// <summary>Opens the system on a migrated database.</summary>
    /// <param name="connectionString">An Npgsql connection string. Its <c>Maximum Pool Size</c>, 40 if it names none,
    /// is shared by all pools of the system.</param>
    /// <param name="clock">Dates what is recorded; the system's unless a test gives another.</param>
    /// <param name="readerConnectionString">A login of its own for what callers read, a member of
    /// <c>attribution_reader</c>, and of <c>attribution_crossing</c> if superusers shall cross tenants; the same login
    /// in those roles when not given.</param>
    /// <param name="options">What the installation decides for itself.</param>
    /// <param name="schema">What <see cref="BuildSchema"/> made while the database was not ready; not bound.</param>
    public static AttributionSystem Open(
        string connectionString,
        IClock? clock = null,
        string? readerConnectionString = null,
        AttributionOptions? options = null,
        Schema? schema = null)
    {
        var budget = ConnectionBudget.Of(connectionString);
        var writer = DatabaseRoles.AsWriter(connectionString);
        var reader = readerConnectionString ?? connectionString;
        return new(
            DatabaseRoles.OpenReader(ConnectionBudget.Limit(reader, budget.Reads)),
            DatabaseRoles.OpenReader(ConnectionBudget.Limit(reader, budget.Crossing), DatabaseRoles.Crossing),
            DatabaseRoles.OpenLookups(ConnectionBudget.Limit(connectionString, budget.Lookups)),
            MessagingDataSource.Create(ConnectionBudget.Limit(writer, budget.Messages)),
            EventLog.Open(ConnectionBudget.Limit(writer, budget.Log)),
            clock ?? SystemClock.Instance,
            options ?? new AttributionOptions(),
            schema ?? BuildSchema());
    }

    /// <summary>The GraphQL schema without its resolvers, to be printed.</summary>
    public static Schema BuildSchema()
    {
        var assembly = typeof(AttributionSystem).Assembly;
        var fragments = assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".graphql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return new GraphQL.Language.Source(reader.ReadToEnd(), name);
            })
            .Append(CostDirectives.Fragment)
            .ToArray();
        return Schema.Build([.. fragments, CommandIdSdl.Of(fragments)], new SchemaOptions { AddSnakeCaseTwins = true });
    }

    /// <summary>Promotes the clusters of a file with one JSON object a line.</summary>
    /// <param name="content">The file; UTF-8.</param>
    /// <param name="caller">Who imports: tenant and organisation come from it.</param>
    /// <param name="refused">Told of each line that is refused.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellation">Ends the import; importing again goes on where it ended.</param>
    public Task<ClusterImportProgress> ImportClustersAsync(
        Stream content,
        Principal caller,
        Action<RefusedCluster> refused,
        IProgress<ClusterImportProgress>? progress = null,
        CancellationToken cancellation = default) =>
        _clusterFile.ImportAsync(content, caller, refused, progress, cancellation);

    /// <summary>Imports a bundle of STIX 2.1.</summary>
    /// <param name="content">The bundle; UTF-8. One that cannot be read twice is copied to a temporary file.</param>
    /// <param name="request">Where it comes from, and the label of what it does not mark.</param>
    /// <param name="caller">Who imports: tenant, organisation and the kind of contributor come from it.</param>
    /// <param name="report">Told of every object.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellation">Ends the import; importing again goes on where it ended.</param>
    /// <exception cref="StixImportStopped">It could not go on.</exception>
    public Task<StixImportResult> ImportStixAsync(
        Stream content,
        StixImportRequest request,
        Principal caller,
        Action<StixImportItem> report,
        IProgress<StixImportCounts>? progress = null,
        CancellationToken cancellation = default) =>
        _stixImporter.ImportAsync(content, request, caller, report, progress, cancellation);

    /// <summary>Exports campaigns as a bundle of STIX 2.1.</summary>
    /// <param name="request">What is to be exported.</param>
    /// <param name="caller">For whom: what they may not see is not in it, not even by its id.</param>
    /// <param name="output">Receives the bundle, UTF-8.</param>
    /// <param name="cancellation">Ends the export.</param>
    public Task<StixExportResult> ExportStixAsync(
        StixExportRequest request, Principal caller, Stream output, CancellationToken cancellation = default) =>
        _stixExporter.ExportAsync(request, caller, output, cancellation);

    /// <summary>Imports a release of ATT&amp;CK from the STIX bundle in which MITRE publishes it. Again changes
    /// nothing.</summary>
    /// <param name="utf8">The bundle, unpacked.</param>
    /// <param name="version">Which release it is, <c>18.1</c>, where the bundle does not say so.</param>
    /// <param name="progress">Told how many objects have been read.</param>
    /// <param name="cancellation">Ends the import; then nothing of it is stored.</param>
    public Task<AttackImportResult> ImportAttackAsync(
        Stream utf8, string? version, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        _attackImport.ImportAsync(utf8, version, progress, cancellation);

    /// <summary>Forgets entries of the audit of access that are older than
    /// <see cref="AttributionOptions.KeepAuditDays"/>.</summary>
    /// <returns>How many.</returns>
    public Task<int> ForgetOldAccessAsync(CancellationToken cancellation) => _retention.ForgetAsync(cancellation);

    /// <summary>Whether the database answers.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            await Log.FindHighWaterMarkAsync(cancellation);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>Stores what waits, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await Changes.DisposeAsync();
        await _trail.DisposeAsync();
        await Log.DisposeAsync();
        await _messages.DisposeAsync();
        await _lookups.DisposeAsync();
        await _crossing.DisposeAsync();
        await _reads.DisposeAsync();
    }
}
