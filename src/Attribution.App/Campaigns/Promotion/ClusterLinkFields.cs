using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.Links;
using Attribution.App.Clusters;
using Attribution.App.KillChain.Releases;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns.Promotion;

/// <summary>The fields of <c>promotion.graphql</c> by which people bring a cluster to a campaign of their choice. A
/// cluster has one campaign in a tenant, so that of another is refused. That much has to be told, whether or not the
/// caller may see the other; which one it is, is not.</summary>
internal sealed class ClusterLinkFields(
    CommandHandling commands, ClusterHolders holders, AttackCatalogue catalogue)
{
    internal void Bind(SchemaBindings schema)
    {
        LinkInput.BindLinked<string>(schema, "LinkClusterInput", "clusterId");
        CommandInput.Bind<MergedCluster>(schema, "MergeClusterInput", input =>
        {
            var cluster = input.Field("cluster", Input.Of<JsonElement>());
            return values => new MergedCluster(values.Get(cluster));
        });
        new CommandFields<Campaign, CampaignView, CampaignEvent>(commands, CampaignAggregate.Definition, schema)
            .Define<Named<string>>("linkCluster", Permission.Edit, LinkAsync)
            .Define<MergedCluster>("mergeCluster", Permission.Edit, MergeAsync);
    }

    private async ValueTask<Preparation<Campaign, CampaignEvent>> LinkAsync(
        CommandInput<Named<string>> input, FieldCall call) =>
        await IsTakenAsync(input.Id, input.Content.Item, call)
            ? CampaignRejection.ClusterTaken
            : new Preparation<Campaign, CampaignEvent>((by, at) => new LinkCluster(input.Content.Item, by, at));

    private async ValueTask<Preparation<Campaign, CampaignEvent>> MergeAsync(
        CommandInput<MergedCluster> input, FieldCall call)
    {
        var (cluster, rejection) = ClusterMessage.Read(input.Content.Message, call.Caller().Tenant);
        if (cluster is null)
        {
            return rejection!;
        }

        var known = await catalogue.GetAsync(call.Cancellation);
        var unrecognised = known.Unrecognised(cluster.ObservedTechniques);
        return await IsTakenAsync(input.Id, cluster.IdOrNull, call)
            ? CampaignRejection.ClusterTaken with { Field = "id" }
            : new Preparation<Campaign, CampaignEvent>((by, at) =>
                new MergeCluster(cluster, unrecognised, by, at));
    }

    private async ValueTask<bool> IsTakenAsync(Guid campaign, string? clusterId, FieldCall call) =>
        await holders.FindAsync(call.Caller(), clusterId, call.Cancellation) is { } holder && holder != campaign;

    private sealed record MergedCluster(JsonElement Message);
}
