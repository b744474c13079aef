using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Investigations;
using Attribution.App.Investigations.InvestigationDetails;
using Attribution.App.Lists;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Investigations;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns.Links;

/// <summary>The fields of <c>investigation-links.graphql</c>: the link between a campaign and an investigation, seen
/// from both sides. It is kept with the campaign alone, so that two people never wait for each other at an
/// investigation.</summary>
internal sealed class InvestigationLinkFields(
    CommandHandling commands, CampaignQueries campaigns, InvestigationQueries investigations)
{
    internal void Bind(SchemaBindings schema)
    {
        LinkInput.BindLinked<Guid>(schema, "LinkInvestigationInput", "investigation");
        LinkInput.BindUnlinked<Guid>(schema, "UnlinkInvestigationInput", "investigation");
        new CommandFields<Campaign, CampaignView, CampaignEvent>(commands, CampaignAggregate.Definition, schema)
            .Define<Named<Guid>>("linkInvestigation", Permission.Edit, (input, call) => PrepareAsync(
                input, call, link => new((by, at) => new LinkInvestigation(link.Item, by, at))))
            .Define<Named<Guid>>("unlinkInvestigation", Permission.Edit, (input, call) => PrepareAsync(
                input, call, link => new((by, at) => new UnlinkInvestigation(link.Item, link.Reason, by, at))));
        schema.Object<CampaignView>("Campaign").Define("investigations", field =>
            field.Returns(Output.List<InvestigationView>()).Batch(InvestigationsAsync));
        schema.Object<InvestigationView>("Investigation").Define("campaigns", field =>
        {
            var first = field.Argument<int>("first");
            return field.Returns(Output.List<CampaignView>()).Batch(async (views, call) =>
            {
                var found = await campaigns.LinkingAsync(
                    call.Caller(),
                    [.. views.Select(view => view.Id).Distinct()],
                    PageRequest.SizeOf(call.Get(first)),
                    call.Cancellation);
                return [.. views.Select(view => (IReadOnlyList<CampaignView>)[.. found[view.Id]])];
            });
        });
    }

    /// <summary>An investigation that the caller may not see is not there: neither to link nor to unlink.</summary>
    private async ValueTask<Preparation<Campaign, CampaignEvent>> PrepareAsync(
        CommandInput<Named<Guid>> input,
        FieldCall call,
        Func<Named<Guid>, Preparation<Campaign, CampaignEvent>> command)
    {
        var found = await investigations.FindAsync(call.Caller(), [input.Content.Item], call.Cancellation);
        return found.Count == 0
            ? InvestigationRejection.NotFound with { Field = "investigation" }
            : command(input.Content);
    }

    private async ValueTask<IReadOnlyList<IReadOnlyList<InvestigationView>>> InvestigationsAsync(
        IReadOnlyList<CampaignView> views, FieldCall call)
    {
        Guid[] wanted = [.. views.SelectMany(view => view.Investigations).Distinct()];
        var found = wanted.Length == 0
            ? new Dictionary<Guid, InvestigationView>()
            : await investigations.FindAsync(call.Caller(), wanted, call.Cancellation);
        return [.. views.Select(view => (IReadOnlyList<InvestigationView>)
            [.. view.Investigations.Select(id => found.GetValueOrDefault(id)).OfType<InvestigationView>()])];
    }
}
