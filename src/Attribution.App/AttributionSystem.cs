using Attribution.App.Access;
using Attribution.App.Actors;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Actors.ActorHistory;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.CampaignHistory;
using Attribution.App.Campaigns.CampaignList;
using Attribution.App.Campaigns.Corrections;
using Attribution.App.Campaigns.Hierarchy;
using Attribution.App.Campaigns.Lifecycle;
using Attribution.App.Campaigns.Links;
using Attribution.App.Campaigns.MergeProposals;
using Attribution.App.Campaigns.Opening;
using Attribution.App.Campaigns.Profile;
using Attribution.App.Campaigns.Promotion;
using Attribution.App.Changes;
using Attribution.App.History;
using Attribution.App.Hypotheses;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Hypotheses.HypothesisHistory;
using Attribution.App.Investigations;
using Attribution.App.Investigations.Conduct;
using Attribution.App.Investigations.InvestigationDetails;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Schema;
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

    private AttributionSystem(NpgsqlDataSource source, EventLog log, IClock clock, AttributionOptions options)
    {
        (_reads, Log, Changes) = (source, log, new ChangeFeed(log));
        var (commands, reads) = (new CommandHandling(log, clock), new CallerReads(source));
        var promotion = new ClusterPromotion(
            commands,
            new CampaignQueries(reads),
            new ClusterHolders(reads),
            new ClusterMatches(reads, options.Matching));
        _clusterFile = new ClusterFile(new ClusterBatch(promotion));
        Schema = BuildSchema().Bind(Bindings(commands, reads, promotion));
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

    /// <summary>Tells subscribers what is stored.</summary>
    internal ChangeFeed Changes { get; }

    /// <summary>Opens the system on a migrated database.</summary>
    /// <param name="connectionString">An Npgsql connection string.</param>
    /// <param name="clock">Dates what is recorded; the system's unless a test gives another.</param>
    /// <param name="options">What the installation decides for itself.</param>
    public static AttributionSystem Open(
        string connectionString, IClock? clock = null, AttributionOptions? options = null) =>
        new(
            NpgsqlDataSource.Create(connectionString),
            EventLog.Open(connectionString),
            clock ?? SystemClock.Instance,
            options ?? new AttributionOptions());

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
            }),
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
        await Changes.DisposeAsync();
        await Log.DisposeAsync();
        await _reads.DisposeAsync();
    }

    private SchemaBindings Bindings(CommandHandling commands, CallerReads reads, ClusterPromotion promotion)
    {
        var (campaigns, past) = (new CampaignQueries(reads), new PastPages(Log));
        var schema = new SchemaBindings();
        CommandError.Bind(schema);
        CommandPayload<CampaignView>.Bind(schema, "CampaignPayload", "campaign");
        new CampaignFields(campaigns, past).Bind(schema);
        new CampaignListFields(campaigns).Bind(schema);
        LifecycleFields.Bind(schema, commands);
        BindEditing(schema, commands, reads, campaigns);
        BindPromotion(schema, commands, reads, promotion);
        BindInvestigations(schema, commands, reads, campaigns);
        var hypotheses = new HypothesisQueries(reads);
        HypothesisSlice.Bind(schema, commands, campaigns, hypotheses, past, Log);
        var actors = new ActorQueries(reads);
        ActorSlice.Bind(schema, commands, actors, past, Log);
        new ChangeFields(Changes, campaigns, hypotheses).Bind(schema);
        BindHistory(schema, CampaignPast.Kind(campaigns), HypothesisPast.Kind(hypotheses), ActorStory.Kind(actors));
        return schema;
    }

    private void BindHistory(
        SchemaBindings schema, HistoryKind campaigns, HistoryKind hypotheses, HistoryKind actors)
    {
        var history = new HistoryFields(Log, campaigns, hypotheses, actors);
        history.Bind(schema);
        history
            .BindPage(schema.Object<CampaignView>("Campaign"), campaigns, page =>
                (CampaignAggregate.StreamOf(page), page.Version))
            .BindPage(schema.Object<HypothesisView>("Hypothesis"), hypotheses, page =>
                (HypothesisAggregate.StreamOf(page), page.Version))
            .BindPage(schema.Object<ActorView>("Actor"), actors, page => (ActorAggregate.StreamOf(page), page.Version));
    }

    private static void BindEditing(
        SchemaBindings schema, CommandHandling commands, CallerReads reads, CampaignQueries campaigns)
    {
        var lines = new ParentLines(reads);
        new OpeningFields(commands, lines).Bind(schema);
        new HierarchyFields(commands, lines, campaigns).Bind(schema);
        ProfileFields.Bind(schema, commands);
        LinkFields.Bind(schema, commands);
        new CorrectionFields(commands, campaigns).Bind(schema);
    }

    private static void BindPromotion(
        SchemaBindings schema, CommandHandling commands, CallerReads reads, ClusterPromotion promotion)
    {
        var (holders, proposals) = (new ClusterHolders(reads), new MergeProposalQueries(reads));
        new PromotionFields(new ClusterBatch(promotion)).Bind(schema);
        new ClusterLinkFields(commands, holders).Bind(schema);
        new MergeProposalFields(
            proposals,
            new CampaignQueries(reads),
            new ProposalDecisions(commands, proposals, holders, promotion)).Bind(schema);
    }

    private static void BindInvestigations(
        SchemaBindings schema, CommandHandling commands, CallerReads reads, CampaignQueries campaigns)
    {
        var investigations = new InvestigationQueries(reads);
        new InvestigationFields(investigations).Bind(schema);
        new ConductFields(commands, investigations).Bind(schema);
        new InvestigationLinkFields(commands, campaigns, investigations).Bind(schema);
    }
}
