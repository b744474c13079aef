using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Lists;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.Campaigns.MergeProposals;

/// <summary>The fields of <c>merge-proposals.graphql</c>.</summary>
internal sealed class MergeProposalFields(
    CallerReads reads, CampaignQueries campaigns, ProposalDecisions decisions)
{
    private static readonly OrderKey UpdatedAt = new("updatedAt", "c.updated_at", new OrderValue.Time());

    private static readonly ListDefinition<MergeProposalView> Definition = new(
        "list_merge_proposals",
        "count_merge_proposals",
        [UpdatedAt],
        Order.By(new OrderPart(UpdatedAt, IsDescending: true)),
        MergeProposalQueries.Read);

    internal void Bind(SchemaBindings schema)
    {
        schema.Enum("MergeProposalState", Spelling.All<MergeProposalState>());
        BindQuery(schema);
        BindProposal(schema.Object<MergeProposalView>("MergeProposal"));
        Connection.BindTypes<MergeProposalView>(schema, "MergeProposal");
        BindDecision(schema, "acceptMergeProposal", "AcceptMergeProposalInput", decisions.AcceptAsync);
        BindDecision(schema, "rejectMergeProposal", "RejectMergeProposalInput", decisions.RejectAsync);
        schema.Object<ProposalDecision>("MergeProposalPayload")
            .NullableField("proposal", decision => decision.Outcome?.View)
            .NullableField("campaign", decision => decision.Placed?.Campaign)
            .NullableField("nextProposal", decision => decision.Placed?.Proposal)
            .Field("changed", decision => decision.Outcome?.Changed ?? false)
            .ListField("errors", decision => decision.Errors);
    }

    private void BindQuery(SchemaBindings schema)
    {
        FilterInput.BindEnum<MergeProposalState>(schema, "MergeProposalStateOperationFilterInput");
        FilterInput.Bind(schema, "MergeProposalFilterInput", fields => fields
            .Add<MergeProposalState>("state", tests => tests.On("c.state", state => Spelling.Of(state)))
            .Add<Guid>("campaign", tests => tests.On("c.campaign_id"))
            .Add<Instant>("updatedAt", tests => tests.On("c.updated_at")));
        OrderInput.Bind(schema, "MergeProposalSortInput", Definition.Keys);
        schema.Object<Root>("Query")
            .ConnectionField("mergeProposals", new PagedList<MergeProposalView>(reads, Definition));
    }

    private void BindProposal(ObjectBinding<MergeProposalView> proposal) => proposal
        .Field("id", view => view.Id)
        .Define("campaign", field => field.Returns(Output.Nullable<CampaignView>()).Batch(async (views, call) =>
        {
            Guid[] wanted = [.. views.Select(view => view.Match.Campaign).Distinct()];
            var found = await campaigns.FindAsync(call.Caller(), wanted, call.Cancellation);
            return [.. views.Select(view => found.GetValueOrDefault(view.Match.Campaign))];
        }))
        .NullableField("clusterId", view => view.Cluster.IdOrNull)
        .Field("name", view => view.Cluster.Name)
        .ListField("indicators", view => view.Cluster.Indicators)
        .ListField("techniques", view => view.Cluster.ObservedTechniques)
        .ListField("signals", view => view.Cluster.Signals)
        .NullableField("confidence", view => view.Cluster.Confidence)
        .Field("share", view => view.Match.Share)
        .Field("jaccard", view => view.Match.Jaccard)
        .Field("named", view => view.Match.IsNamed)
        .Field("state", view => view.State)
        .Field("classification", view => view.Handling.Tlp)
        .Field("raisedBy", view => view.RaisedBy)
        .Field("raisedAt", view => view.RaisedAt)
        .NullableField("decidedBy", view => view.DecidedBy)
        .NullableField("decidedAt", view => view.DecidedAt)
        .NullableField("reason", view => view.Reason)
        .Field("version", view => view.Version);

    private static void BindDecision(
        SchemaBindings schema,
        string mutation,
        string inputType,
        Func<ProposalCommand, Principal, CancellationToken, Task<ProposalDecision>> decide)
    {
        schema.InputObject<ProposalCommand>(inputType, input =>
        {
            var (id, version) = (
                input.Field("id", Input.Of<Guid>()), input.Field("expectedVersion", Input.NullableValue<long>()));
            var reason = input.Field("reason", Input.Nullable<string>());
            return values => new ProposalCommand(values.Get(id), values.Get(reason), values.Get(version));
        });
        schema.Object<Root>("Mutation").Define(mutation, field =>
        {
            var input = field.Argument<ProposalCommand>("input");
            return field.Returns(Output.Of<ProposalDecision>()).Async(async (_, call) =>
                call.Caller().May(Permission.Edit)
                    ? await decide(call.Get(input), call.Caller(), call.Cancellation)
                    : new ProposalDecision(Outcome: null, Placed: null, [CommandError.Forbidden(Permission.Edit)]));
        });
    }
}
