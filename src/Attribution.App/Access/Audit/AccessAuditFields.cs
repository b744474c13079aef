using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Lists;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.Access.Audit;

/// <summary>An entry of the audit of access, as auditors read it.</summary>
internal sealed record AccessEntry(
    Guid Id, Instant At, Guid Record, string Subject, string Tenant, string Organisation, string? Reason);

/// <summary>The fields of <c>access-audit.graphql</c>.</summary>
internal sealed class AccessAuditFields(CallerReads reads, CampaignQueries campaigns)
{
    private static readonly OrderKey At = new("at", "c.at", new OrderValue.Time());

    private static readonly ListDefinition<AccessEntry> Definition = new(
        "list_access_entries",
        "count_access_entries",
        [At],
        Order.By(new OrderPart(At, IsDescending: true)),
        row => row.Json(0, StoredJson.Contract.AccessEntry));

    internal void Bind(SchemaBindings schema)
    {
        FilterInput.Bind(schema, "AccessEntryFilterInput", fields => fields
            .Add<Guid>("campaign", tests => tests.On("c.record_id"))
            .Add<string>("subject", tests => tests.On("c.subject"))
            .Add<Instant>("at", tests => tests.On("c.at")));
        OrderInput.Bind(schema, "AccessEntrySortInput", Definition.Keys);
        Connection.BindTypes<AccessEntry>(schema, "AccessEntry");
        schema.Object<Root>("Query").ConnectionField(
            "accessAudit", new PagedList<AccessEntry>(reads, Definition), permission: Permission.Audit);
        schema.Object<AccessEntry>("AccessEntry")
            .Field("id", entry => entry.Id)
            .Field("at", entry => entry.At)
            .Field("record", entry => entry.Record)
            .Define("campaign", field => field.Returns(Output.Nullable<CampaignView>()).Batch(async (entries, call) =>
            {
                Guid[] wanted = [.. entries.Select(entry => entry.Record).Distinct()];
                var found = await campaigns.FindAsync(call.Caller(), wanted, call.Cancellation);
                return [.. entries.Select(entry => found.GetValueOrDefault(entry.Record))];
            }))
            .Field("subject", entry => entry.Subject)
            .Field("tenant", entry => entry.Tenant)
            .Field("organisation", entry => entry.Organisation)
            .NullableField("reason", entry => entry.Reason);
    }
}
