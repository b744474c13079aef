using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Lists;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.Campaigns.Dormancy;

/// <summary>The fields of <c>dormancy-proposals.graphql</c>.</summary>
internal sealed class DormancyProposalFields(
    CallerReads reads, CampaignQueries campaigns, DormancyDecisions decisions)
{
    private static readonly OrderKey UpdatedAt = new("updatedAt", "c.updated_at", new OrderValue.Time());

    private static readonly ListDefinition<DormancyProposalView> Definition = new(
        "list_dormancy_proposals",
        "count_dormancy_proposals",
        [UpdatedAt],
        Order.By(new OrderPart(UpdatedAt, IsDescending: true)),
        DormancyProposalQueries.Read);

    internal void Bind(SchemaBindings schema)
    {
        schema.Enum("DormancyProposalState", Spelling.All<DormancyProposalState>());
        FilterInput.BindEnum<DormancyProposalState>(schema, "DormancyProposalStateOperationFilterInput");
        FilterInput.Bind(schema, "DormancyProposalFilterInput", fields => fields
            .Add<DormancyProposalState>("state", tests => tests.On("c.state", state => Spelling.Of(state)))
            .Add<Guid>("campaign", tests => tests.On("c.campaign_id"))
            .Add<Instant>("updatedAt", tests => tests.On("c.updated_at")));
        OrderInput.Bind(schema, "DormancyProposalSortInput", Definition.Keys);
        schema.Object<Root>("Query")
            .ConnectionField("dormancyProposals", new PagedList<DormancyProposalView>(reads, Definition));
        BindProposal(schema.Object<DormancyProposalView>("DormancyProposal"));
        Connection.BindTypes<DormancyProposalView>(schema, "DormancyProposal");
        CommandPayload<DormancyProposalView>.Bind(schema, "DormancyProposalPayload", "proposal");
        schema.InputObject<DormancyDecision>("DormancyDecisionInput", input =>
        {
            var (id, reason) = (input.Field("id", Input.Of<Guid>()), input.Field("reason", Input.Of<string>()));
            return values => new DormancyDecision(values.Get(id), values.Get(reason));
        });
        BindDecision(schema, "acceptDormancyProposal", decisions.AcceptAsync);
        BindDecision(schema, "rejectDormancyProposal", decisions.RejectAsync);
    }

    private void BindProposal(ObjectBinding<DormancyProposalView> proposal) => proposal
        .Field("id", view => view.Id)
        .Define("campaign", field => field.Returns(Output.Nullable<CampaignView>()).Batch(async (views, call) =>
        {
            Guid[] wanted = [.. views.Select(view => view.Campaign).Distinct()];
            var found = await campaigns.FindAsync(call.Caller(), wanted, call.Cancellation);
            return [.. views.Select(view => found.GetValueOrDefault(view.Campaign))];
        }))
        .Field("silentSince", view => view.SilentSince)
        .Field("state", view => view.State)
        .Field("raisedAt", view => view.RaisedAt)
        .NullableField("decidedBy", view => view.DecidedBy)
        .NullableField("decidedAt", view => view.DecidedAt)
        .NullableField("reason", view => view.Reason)
        .Field("version", view => view.Version);

    private static void BindDecision(
        SchemaBindings schema,
        string mutation,
        Func<DormancyDecision, Principal, CancellationToken, Task<CommandPayload<DormancyProposalView>>> decide) =>
        schema.Object<Root>("Mutation").Define(mutation, field =>
        {
            var input = field.Argument<DormancyDecision>("input");
            return field.Returns(Output.Of<CommandPayload<DormancyProposalView>>()).Async(async (_, call) =>
                call.Caller().May(Permission.Edit)
                    ? await decide(call.Get(input), call.Caller(), call.Cancellation)
                    : CommandPayload<DormancyProposalView>.Forbidden(Permission.Edit));
        });
}
