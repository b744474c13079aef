using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Storage;
using Attribution.Domain;
using Attribution.Domain.Diamond;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Diamond;

/// <summary>The fields of <c>diamond.graphql</c>.</summary>
internal sealed class DiamondFields(Diamonds diamonds)
{
    private const int CampaignsMax = 1_000;

    internal void Bind(SchemaBindings schema)
    {
        schema.Object<Root>("Query").Define("diamond", DefineDiamond).Define("pivotPoints", DefinePivotPoints);
        schema.Enum("DiamondResult", Spelling.All<DiamondResult>());
        schema.Enum(
            "PivotKind",
            Spelling.All<Corner>().Where(corner => corner.Value != Corner.Adversary).ToArray());
        schema.Object<VertexSet>("DiamondVertexSet")
            .NullableField("adversary", set => set.Adversary)
            .ListField("capabilities", set => set.Capabilities)
            .ListField("infrastructure", set => set.Infrastructure)
            .ListField("victims", set => set.Victims)
            .NullableField("confidence", set => set.ConfidencePercent)
            .NullableField("phase", set => set.Phase)
            .Field("result", set => set.Result)
            .NullableField("firstSeen", set => set.FirstSeen)
            .NullableField("lastSeen", set => set.LastSeen)
            .ListField("events", set => set.Events);
        schema.Object<Vertex>("DiamondVertex")
            .Field("id", vertex => vertex.Id)
            .Field("type", vertex => vertex.Type)
            .NullableField("name", vertex => vertex.Name);
        schema.Object<PlacedPivots>("PivotPoints")
            .ListField<PlacedPivot>("pivots", found => [.. found.Points.Pivots.Select(found.Place)])
            .ListField<PlacedPivot>("overShared", found => [.. found.Points.OverShared.Select(found.Place)]);
        schema.Object<PlacedPivot>("Pivot")
            .Field("vertex", pivot => pivot.Pivot.Vertex)
            .Field("vertexSets", pivot => pivot.Pivot.VertexSets)
            .ListField("campaigns", pivot => pivot.Campaigns);
    }

    private FieldBinding DefineDiamond(FieldBuilder<Root> field)
    {
        var id = field.Argument<Guid>("campaign");
        return field.Returns(Output.NullableList(Output.Of<VertexSet>())).Async(async (_, call) =>
            await diamonds.OfAsync([call.Get(id)], call) is [var found] ? found.Sets : null);
    }

    private FieldBinding DefinePivotPoints(FieldBuilder<Root> field)
    {
        var (given, kind, guard) = (
            field.Argument("campaigns", Input.NullableList(Input.Of<Guid>())),
            field.Argument<Corner>("kind"),
            field.Argument<int>("maxCampaigns"));
        return field.Returns(Output.Of<PlacedPivots>()).Async(async (_, call) =>
        {
            if (call.Get(guard) < 1)
            {
                throw new GraphQLException("maxCampaigns is at least 1.", "BAD_USER_INPUT");
            }

            var campaigns = call.Get(given) ?? await diamonds.VisibleAsync(CampaignsMax + 1, call);
            if (campaigns.Count > CampaignsMax)
            {
                throw new GraphQLException(
                    $"Pivot points are found between {CampaignsMax} campaigns at most: name those that matter.",
                    "TOO_MANY_CAMPAIGNS");
            }

            var found = await diamonds.OfAsync(campaigns, call);
            var placed = found.SelectMany(campaign => campaign.Sets.Select(
                set => new PlacedSet(StixId.For("campaign", campaign.Campaign.Id), set)));
            return new PlacedPivots(
                PivotPoints.Find(placed, call.Get(kind), call.Get(guard)),
                found.ToDictionary(
                    campaign => StixId.For("campaign", campaign.Campaign.Id), campaign => campaign.Campaign));
        });
    }
}

/// <summary>Pivot points together with the campaigns they were found between.</summary>
internal sealed record PlacedPivots(PivotPoints Points, IReadOnlyDictionary<string, CampaignView> Campaigns)
{
    internal PlacedPivot Place(Pivot pivot) => new(pivot, [.. pivot.Campaigns.Select(id => Campaigns[id])]);
}

/// <summary>A pivot and the campaigns that use it.</summary>
internal sealed record PlacedPivot(Pivot Pivot, IReadOnlyList<CampaignView> Campaigns);
