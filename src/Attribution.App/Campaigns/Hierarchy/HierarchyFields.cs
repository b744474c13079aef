using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Lists;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns.Hierarchy;

/// <summary>The fields of <c>hierarchy.graphql</c>: which campaign is part of which.</summary>
internal sealed class HierarchyFields(CommandHandling commands, ParentLines lines, CampaignQueries queries)
{
    internal void Bind(SchemaBindings schema)
    {
        CommandInput.Bind<Guid>(schema, "AssignParentCampaignInput", input =>
        {
            var parent = input.Field("parentCampaign", Input.Of<Guid>());
            return values => values.Get(parent);
        });
        CommandInput.Bind<NoParent>(schema, "RemoveParentCampaignInput", _ => _ => new NoParent());
        new CommandFields<Campaign, CampaignView, CampaignEvent>(commands, CampaignAggregate.Definition, schema)
            .Define<Guid>("assignParentCampaign", Permission.Edit, AssignAsync)
            .Define<NoParent>("removeParentCampaign", Permission.Edit, async (_, page, call) =>
            {
                var seen = page is null ? null : (await ParentsAsync([page], call))[0]?.Id;
                return new((by, at) => new RemoveParent(seen, by, at));
            });
        schema.Object<CampaignView>("Campaign")
            .Define("parentCampaign", field => field.Returns(Output.Nullable<CampaignView>()).Batch(ParentsAsync))
            .Define("subCampaigns", field =>
            {
                var first = field.Argument<int>("first");
                return field.Returns(Output.List<CampaignView>()).Batch(async (parents, call) =>
                {
                    var found = await queries.BelowAsync(
                        call.Caller(),
                        [.. parents.Select(parent => parent.Id).Distinct()],
                        PageRequest.SizeOf(call.Get(first)),
                        call.Cancellation);
                    return [.. parents.Select(parent => (IReadOnlyList<CampaignView>)[.. found[parent.Id]])];
                });
            });
    }

    private async ValueTask<Preparation<Campaign, CampaignEvent>> AssignAsync(
        CommandInput<Guid> input, FieldCall call)
    {
        var (line, move) = await lines.FindAsync(call.Caller(), input.Content, call.Cancellation);
        return new((by, at) => new AssignParent(line, by, at)) { Marks = move is null ? [] : [move] };
    }

    private async ValueTask<IReadOnlyList<CampaignView?>> ParentsAsync(
        IReadOnlyList<CampaignView> views, FieldCall call)
    {
        Guid[] parents = [.. views.Select(view => view.ParentCampaign).OfType<Guid>().Distinct()];
        var found = parents.Length == 0
            ? new Dictionary<Guid, CampaignView>()
            : await queries.FindAsync(call.Caller(), parents, call.Cancellation);
        return [.. views.Select(view => view.ParentCampaign is { } parent ? found.GetValueOrDefault(parent) : null)];
    }

    private sealed record NoParent;
}
