using Attribution.App.Access;
using Attribution.App.Access.Audit;
using Attribution.App.Access.Superusers;
using Attribution.App.Actors;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Actors.ActorHistory;
using Attribution.App.Actors.Comparing;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.CampaignHistory;
using Attribution.App.Campaigns.CampaignList;
using Attribution.App.Campaigns.Lifecycle;
using Attribution.App.Campaigns.Promotion;
using Attribution.App.Campaigns.Sightings;
using Attribution.App.Changes;
using Attribution.App.DeadLetters;
using Attribution.App.Diamond;
using Attribution.App.Graph;
using Attribution.App.History;
using Attribution.App.Hypotheses;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Hypotheses.HypothesisHistory;
using Attribution.App.Infrastructure;
using Attribution.App.KillChain.Progressions;
using Attribution.App.KillChain.Releases;
using Attribution.App.Lists;
using Attribution.App.Pipeline;
using Attribution.App.Publishing;
using Attribution.App.StixExport;
using Attribution.App.StixImport;
using Attribution.App.StixImport.ImportReport;
using Attribution.App.Taxii;
using Attribution.App.Taxii.Feeds;
using Attribution.GraphQL.Types.Binding;
using Npgsql;

namespace Attribution.App;

/// <summary>Promotes clusters, and knows who holds them.</summary>
internal sealed record ClusterPlaces(ClusterPromotion Promotion, ClusterHolders Holders);

/// <summary>What the fields of the schema are made of.</summary>
/// <param name="Reads">What callers read.</param>
/// <param name="Lookups">What commands must know beyond it.</param>
/// <param name="Messages">The connections of the queues.</param>
/// <param name="Commands">How commands take effect.</param>
/// <param name="Clusters">Where clusters go.</param>
/// <param name="Catalogue">Releases of ATT&amp;CK.</param>
internal sealed record SchemaParts(
    CallerReads Reads,
    Lookups Lookups,
    NpgsqlDataSource Messages,
    CommandHandling Commands,
    ClusterPlaces Clusters,
    AttackCatalogue Catalogue)
{
    internal required AccessTrail Trail { get; init; }

    internal required ChangeFeed Changes { get; init; }

    internal required Messaging.DeadLetters DeadLetters { get; init; }

    internal required Subscriptions Subscriptions { get; init; }

    internal required StixImporter StixImporter { get; init; }

    internal required StixExporter StixExporter { get; init; }

    internal required TaxiiCollections Collections { get; init; }

    internal required FeedWork Feeds { get; init; }
}

/// <summary>Binds the fields of every slice to the schema.</summary>
internal static class SchemaWiring
{
    internal static SchemaBindings Bindings(SchemaParts parts)
    {
        var (reads, lookups, messages, commands, clusters, catalogue) = parts;
        var (campaigns, hypotheses) = (new CampaignQueries(reads), new HypothesisQueries(reads));
        var past = new PastEvents(reads);
        var schema = new SchemaBindings();
        CommandError.Bind(schema);
        SuperuserFields.Bind(schema, parts.Trail);
        new AccessAuditFields(reads, campaigns).Bind(schema);
        Connection.Bind(schema);
        CommandPayload<CampaignView>.Bind(schema, "CampaignPayload", "campaign");
        new CampaignFields(campaigns, CampaignPast.Pages(past)).Bind(schema);
        CampaignListFields.Bind(schema, reads);
        LifecycleFields.Bind(schema, commands);
        var actors = new KnownActors(reads);
        CampaignWiring.BindEditing(schema, commands, campaigns, lookups, catalogue, actors);
        CampaignWiring.BindPromotion(schema, commands, reads, clusters.Promotion, clusters.Holders, catalogue);
        CampaignWiring.BindDormancy(schema, commands, reads, campaigns, lookups);
        CampaignWiring.BindInvestigations(schema, commands, reads, campaigns);
        var techniques = new TechniqueNames(catalogue, reads);
        new GraphFields(reads, campaigns, new ActorQueries(reads), techniques).Bind(schema);
        HypothesisSlice.Bind(schema, commands, campaigns, hypotheses, actors, past);
        ActorSlice.Bind(schema, commands, reads, lookups, catalogue, past);
        BindHistory(schema, past);
        new ChangeFields(parts.Changes, campaigns, hypotheses).Bind(schema);
        new ReleaseFields(catalogue).Bind(schema);
        var (sightings, infrastructure) = (new CampaignSightings(reads), new InfrastructureQueries(reads));
        var profiles = new ActorQueries(reads);
        BindKillChains(
            schema,
            new KillChainFields(catalogue, campaigns, sightings, profiles),
            new ActorObservations(profiles, past));
        var patterns = new ImportedPatterns(reads);
        new InfrastructureFields(infrastructure, sightings, patterns).Bind(schema);
        new LabellingFields(commands).Bind(schema);
        new DiamondFields(new Diamonds(
            campaigns,
            hypotheses,
            sightings,
            infrastructure,
            new ImportedEvidence(reads),
            patterns,
            catalogue,
            techniques)).Bind(schema);
        var letters = new DeadLetterQueries(reads, messages);
        new DeadLetterFields(letters, new DeadLetterDesk(letters, parts.DeadLetters)).Bind(schema);
        new WebhookFields(new Webhooks(parts.Subscriptions, reads, messages)).Bind(schema);
        new StixExportFields(parts.StixExporter).Bind(schema);
        new StixImportFields(parts.StixImporter, new StixImportQueries(reads)).Bind(schema);
        new TaxiiFields(parts.Collections).Bind(schema);
        new FeedFields(parts.Feeds).Bind(schema);
        new PushFields(parts.Feeds, campaigns).Bind(schema);
        return schema;
    }

    private static void BindKillChains(SchemaBindings schema, KillChainFields chains, ActorObservations actors)
    {
        chains.Bind(schema);
        chains.Define(schema.Object<ActorView>("Actor"), actors.OfAsync);
        chains.DefineLayer(schema.Object<ActorView>("Actor"), actors.OfAsync, actor => actor.Profile.Name);
    }

    private static void BindHistory(SchemaBindings schema, PastEvents past) => new HistoryFields(past)
        .Bind(schema, CampaignPast.Kind, HypothesisPast.Kind, ActorPast.Kind)
        .BindPage(
            schema.Object<CampaignView>("Campaign"),
            CampaignPast.Kind,
            page => new ShownPage(page.Id, page.Version, page.Day))
        .BindPage(schema.Object<HypothesisView>("Hypothesis"), HypothesisPast.Kind, page => new(page.Id, page.Version))
        .BindPage(schema.Object<ActorView>("Actor"), ActorPast.Kind, page => new(page.Id, page.Version));
}
