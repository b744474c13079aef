using Attribution.App.Access;
using Attribution.App.Actors;
using Attribution.App.Campaigns.Corrections;
using Attribution.App.Campaigns.Dormancy;
using Attribution.App.Campaigns.Hierarchy;
using Attribution.App.Campaigns.Links;
using Attribution.App.Campaigns.MergeProposals;
using Attribution.App.Campaigns.Opening;
using Attribution.App.Campaigns.Profile;
using Attribution.App.Campaigns.Promotion;
using Attribution.App.Investigations;
using Attribution.App.Investigations.Conduct;
using Attribution.App.Investigations.InvestigationDetails;
using Attribution.App.KillChain.Releases;
using Attribution.App.Pipeline;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns;

/// <summary>Puts together the slices of campaigns that need more than a line.</summary>
internal static class CampaignWiring
{
    /// <summary>What people do with a campaign by hand.</summary>
    internal static void BindEditing(
        SchemaBindings schema,
        CommandHandling commands,
        CampaignQueries campaigns,
        Lookups lookups,
        AttackCatalogue catalogue,
        KnownActors actors)
    {
        var lines = new ParentLines(lookups);
        new OpeningFields(commands, lines).Bind(schema);
        new HierarchyFields(commands, lines, campaigns).Bind(schema);
        ProfileFields.Bind(schema, commands);
        LinkFields.Bind(schema, commands, catalogue, actors);
        new CorrectionFields(commands, campaigns).Bind(schema);
    }

    /// <summary>What clusters become.</summary>
    internal static void BindPromotion(
        SchemaBindings schema,
        CommandHandling commands,
        CallerReads reads,
        ClusterPromotion promotion,
        ClusterHolders holders,
        AttackCatalogue catalogue)
    {
        var proposals = new MergeProposalQueries(reads);
        new PromotionFields(new ClusterBatch(promotion)).Bind(schema);
        new ClusterLinkFields(commands, holders, catalogue).Bind(schema);
        new MergeProposalFields(
            reads,
            new CampaignQueries(reads),
            new ProposalDecisions(commands, proposals, holders, promotion, catalogue)).Bind(schema);
    }

    /// <summary>What is asked about campaigns of which nothing is heard.</summary>
    internal static void BindDormancy(
        SchemaBindings schema,
        CommandHandling commands,
        CallerReads reads,
        CampaignQueries campaigns,
        Lookups lookups) =>
        new DormancyProposalFields(
            reads,
            campaigns,
            new DormancyDecisions(commands, new DormancyProposalQueries(reads), new Silences(lookups))).Bind(schema);

    /// <summary>Investigations, and their links with campaigns.</summary>
    internal static void BindInvestigations(
        SchemaBindings schema, CommandHandling commands, CallerReads reads, CampaignQueries campaigns)
    {
        var investigations = new InvestigationQueries(reads);
        new InvestigationFields(investigations, reads).Bind(schema);
        new ConductFields(commands, investigations).Bind(schema);
        new InvestigationLinkFields(commands, campaigns, investigations).Bind(schema);
    }
}
