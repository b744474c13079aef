using Attribution.App.Access;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.CampaignHistory;
using Attribution.App.Campaigns.CampaignList;
using Attribution.App.Campaigns.Lifecycle;
using Attribution.App.Campaigns.Promotion;
using Attribution.App.Hypotheses;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Schema;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Types.Binding;
using NodaTime;
using Npgsql;

namespace Attribution.App;

/// <summary>The system on one database, without the doors: the place where all parts are wired together.</summary>
public sealed class AttributionSystem : IAsyncDisposable
{
    private readonly NpgsqlDataSource _reads;
    private readonly ClusterFile _clusterFile;

    private AttributionSystem(NpgsqlDataSource reads, EventLog log, IClock clock)
    {
        (_reads, Log) = (reads, log);
        var commands = new CommandHandling(log, clock);
        var batch = new ClusterBatch(new ClusterPromotion(commands, reads));
        _clusterFile = new ClusterFile(batch);
        Schema = BuildSchema().Bind(Bindings(commands, batch));
    }

    /// <summary>Every step of the database's schema, of all modules, in order.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        .. Migration.OfEventStore,
        .. Migration.FromResources(typeof(AttributionSystem).Assembly, "app", "Attribution.App.Schema."),
    ];

    /// <summary>The GraphQL schema, bound.</summary>
    public Schema Schema { get; }

    /// <summary>The event log.</summary>
    public EventLog Log { get; }

    /// <summary>Opens the system on a migrated database.</summary>
    /// <param name="connectionString">An Npgsql connection string.</param>
    /// <param name="clock">Dates what is recorded; the system's unless a test gives another.</param>
    public static AttributionSystem Open(string connectionString, IClock? clock = null) =>
        new(NpgsqlDataSource.Create(connectionString), EventLog.Open(connectionString), clock ?? SystemClock.Instance);

    /// <summary>The GraphQL schema without its resolvers, to be printed.</summary>
    public static Schema BuildSchema()
    {
        var assembly = typeof(AttributionSystem).Assembly;
        return Schema.Build(assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".graphql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return new GraphQL.Language.Source(reader.ReadToEnd(), name);
            })
            .Append(CostDirectives.Fragment),
            new SchemaOptions { AddSnakeCaseTwins = true });
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
        await Log.DisposeAsync();
        await _reads.DisposeAsync();
    }

    private SchemaBindings Bindings(CommandHandling commands, ClusterBatch batch)
    {
        var reads = new CallerReads(_reads);
        var (campaigns, hypotheses) = (new CampaignQueries(reads), new HypothesisQueries(reads));
        var schema = new SchemaBindings();
        CommandError.Bind(schema);
        CommandPayload<CampaignView>.Bind(schema, "CampaignPayload", "campaign");
        new CampaignFields(campaigns).Bind(schema);
        new CampaignListFields(campaigns).Bind(schema);
        new CampaignHistoryFields(Log).Bind(schema);
        LifecycleFields.Bind(schema, commands);
        new PromotionFields(batch).Bind(schema);
        new HypothesisFields(hypotheses, Log).Bind(schema);
        return schema;
    }
}
