using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Actors;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.KillChain.Releases;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.KillChain;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns.Links;

/// <summary>The fields of <c>links.graphql</c>: what a campaign is linked to, but for investigations and
/// clusters. To link twice changes nothing, and so does to unlink what is not linked.</summary>
internal static class LinkFields
{
    internal static void Bind(
        SchemaBindings schema, CommandHandling commands, AttackCatalogue catalogue, KnownActors actors)
    {
        BindInputs(schema);
        new CommandFields<Campaign, CampaignView, CampaignEvent>(commands, CampaignAggregate.Definition, schema)
            .Define<Listed>("linkIndicators", Permission.Edit, (l, by, at) => new LinkIndicators(l.Items, by, at))
            .Define<Listed>(
                "unlinkIndicators", Permission.Edit, (l, by, at) => new UnlinkIndicators(l.Items, l.Reason, by, at))
            .Define<Named<string>>(
                "unlinkCluster", Permission.Edit, (l, by, at) => new UnlinkCluster(l.Item, l.Reason, by, at))
            .Define<Listed>("observeTechniques", Permission.Edit, async (input, call) =>
            {
                var known = await catalogue.GetAsync(call.Cancellation);
                var unrecognised = known.Unrecognised([.. input.Content.Items.Select(TechniqueId.Normalise)]);
                return new((by, at) => new ObserveTechniques(input.Content.Items, unrecognised, by, at));
            })
            .Define<Listed>(
                "discardTechniques", Permission.Edit, (l, by, at) => new DiscardTechniques(l.Items, l.Reason, by, at))
            .Define<Named<string>>("associateActor", Permission.Edit, async (input, call) =>
            {
                var actor = input.Content.Item;
                var problem = await actors.ProblemAsync(call.Caller(), actor, call.Cancellation);
                return problem ?? new Preparation<Campaign, CampaignEvent>(
                    (by, at) => new AssociateActor(actor, by, at));
            })
            .Define<Named<string>>(
                "dissociateActor", Permission.Edit, (l, by, at) => new DissociateActor(l.Item, l.Reason, by, at))
            .Define<Named<string>>(
                "withdrawReference", Permission.Edit, (l, by, at) => new WithdrawReference(l.Item, l.Reason, by, at))
            .Define<Named<Reference>>(
                "citeReference", Permission.Edit, (l, by, at) => new CiteReference(l.Item, by, at))
            .Define<TargetList>(
                "identifyTargets", Permission.Edit, (l, by, at) => new IdentifyTargets(l.Targets, by, at))
            .Define<TargetList>(
                "discardTargets", Permission.Edit, (l, by, at) => new DiscardTargets(l.Targets, l.Reason, by, at))
            .Define<Listed>("tagCampaign", Permission.Edit, (l, by, at) => new TagCampaign(l.Items, by, at))
            .Define<Listed>("untagCampaign", Permission.Edit, (l, by, at) => new UntagCampaign(l.Items, by, at));
    }

    private static void BindInputs(SchemaBindings schema)
    {
        LinkInput.BindLinked(schema, "LinkIndicatorsInput", "indicators");
        LinkInput.BindUnlinked(schema, "UnlinkIndicatorsInput", "indicators");
        LinkInput.BindUnlinked<string>(schema, "UnlinkClusterInput", "clusterId");
        LinkInput.BindLinked(schema, "ObserveTechniquesInput", "techniques");
        LinkInput.BindUnlinked(schema, "DiscardTechniquesInput", "techniques");
        LinkInput.BindLinked<string>(schema, "AssociateActorInput", "actor");
        LinkInput.BindUnlinked<string>(schema, "DissociateActorInput", "actor");
        LinkInput.BindUnlinked<string>(schema, "WithdrawReferenceInput", "url");
        LinkInput.BindLinked(schema, "TagCampaignInput", "tags");
        LinkInput.BindLinked(schema, "UntagCampaignInput", "tags");
        BindReference(schema);
        BindTargets(schema);
    }

    private static void BindReference(SchemaBindings schema) =>
        CommandInput.Bind<Named<Reference>>(schema, "CiteReferenceInput", input =>
        {
            var url = input.Field("url", Input.Of<string>());
            var (title, publisher) = (
                input.Field("title", Input.Nullable<string>()), input.Field("publisher", Input.Nullable<string>()));
            return values => new Named<Reference>(
                new Reference(values.Get(url), values.Get(title), values.Get(publisher)), Reason: null);
        });

    private static void BindTargets(SchemaBindings schema)
    {
        schema.InputObject<Target>("TargetInput", input =>
        {
            var (kind, value) = (
                input.Field("kind", Input.Of<TargetKind>()), input.Field("value", Input.Of<string>()));
            return values => new Target(values.Get(kind), values.Get(value));
        });
        CommandInput.Bind<TargetList>(schema, "IdentifyTargetsInput", input =>
        {
            var targets = input.Field("targets", Input.List<Target>());
            return values => new TargetList([.. values.Get(targets)], Reason: null);
        });
        CommandInput.Bind<TargetList>(
            schema,
            "DiscardTargetsInput",
            input =>
            {
                var targets = input.Field("targets", Input.List<Target>());
                var reason = input.Field("reason", Input.Nullable<string>());
                return values => new TargetList([.. values.Get(targets)], values.Get(reason));
            },
            discarded => discarded.Reason);
    }

    private sealed record TargetList(ImmutableArray<Target> Targets, string? Reason);
}
