using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Lists;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns.CampaignList;

/// <summary>The fields of <c>campaigns.graphql</c>.</summary>
internal static class CampaignListFields
{
    private static readonly OrderKey UpdatedAt = new("updatedAt", "c.updated_at", new OrderValue.Time());

    private static readonly ImmutableArray<OrderKey> Keys =
    [
        UpdatedAt,
        new("createdAt", "c.created_at", new OrderValue.Time()),
        new("name", "c.name_folded", new OrderValue.Text()),
        new("status", "c.status", new OrderValue.Text()),
        new("confidence", "coalesce(c.confidence, -1)", new OrderValue.Number()),
        new("threatLevel", "coalesce(c.threat_level, -1)", new OrderValue.Number()),
        new("classification", "c.tlp", new OrderValue.Number()),
        new("firstSeen", "coalesce(c.first_seen, '-infinity')", new OrderValue.Time()),
        new("lastSeen", "coalesce(c.last_seen, '-infinity')", new OrderValue.Time()),
        new("startDate", "coalesce(c.start_date, '-infinity')", new OrderValue.Time()),
        new("endDate", "coalesce(c.end_date, '-infinity')", new OrderValue.Time()),
    ];

    /// <summary>The list.</summary>
    internal static ListDefinition<CampaignView> Definition { get; } = new(
        "list_campaigns",
        "count_campaigns",
        Keys,
        Order.By(new OrderPart(UpdatedAt, IsDescending: true)),
        CampaignQueries.Read)
    {
        PageAndCountStatement = "list_and_count_campaigns",
    };

    internal static void Bind(SchemaBindings schema, CallerReads reads)
    {
        FilterInput.BindEnum<CampaignStatus>(schema, "CampaignStatusOperationFilterInput");
        FilterInput.BindEnum<ThreatLevel>(schema, "ThreatLevelOperationFilterInput", isRanked: true);
        FilterInput.BindEnum<Tlp>(schema, "TlpOperationFilterInput", isRanked: true);
        FilterInput.Bind(schema, "CampaignFilterInput", CampaignSearch.Fields);
        OrderInput.Bind(schema, "CampaignSortInput", Keys);
        Connection.BindTypes<CampaignView>(schema, "Campaign");
        schema.Object<Root>("Query")
            .ConnectionField("campaigns", new PagedList<CampaignView>(reads, Definition));
    }
}
