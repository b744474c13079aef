using Attribution.App.Access;
using Attribution.App.Actors;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.KillChain.Releases;
using Attribution.App.Storage;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Graph;

/// <summary>The fields of <c>graph.graphql</c>.</summary>
internal sealed class GraphFields(
    CallerReads reads, CampaignQueries campaigns, ActorQueries actors, TechniqueNames techniques)
{
    private readonly GraphQueries _queries = new(reads);

    internal void Bind(SchemaBindings schema)
    {
        BindQuestions(schema.Object<Root>("Query"));
        schema.Enum("RelationshipType", Spelling.All<RelationshipType>());
        schema.Enum("RelationshipDirection", Spelling.All<RelationshipDirection>());
        schema.Enum("GraphNodeType", Spelling.All<GraphNodeType>());
        schema.Object<Neighbourhood>("Neighbourhood")
            .ListField("relationships", around => around.Relationships)
            .ListField("nodes", around => around.Nodes)
            .ListField("hubs", around => around.Hubs)
            .Field("hasMore", around => around.HasMore);
        schema.Object<Relationship>("Relationship")
            .Field("source", relationship => relationship.Source)
            .Field("type", relationship => relationship.Type)
            .Field("target", relationship => relationship.Target)
            .NullableField("confidence", relationship => relationship.Confidence)
            .Field("statedAt", relationship => relationship.StatedAt)
            .Field("statedIn", relationship => relationship.StatedIn)
            .NullableField("statedVersion", relationship => relationship.StatedVersion)
            .NullableField("import", relationship => relationship.Import);
        schema.Object<ImportedRelationship>("ImportedRelationship")
            .Field("stixId", import => import.Id)
            .Field("organisation", import => import.Owner)
            .Field("typeName", import => import.TypeName)
            .NullableField("producer", import => import.Producer)
            .NullableField("startTime", import => import.Start)
            .NullableField("stopTime", import => import.Stop);
        schema.Object<CommonNeighbour>("CommonNeighbour")
            .Field("node", neighbour => neighbour.Node)
            .ListField("withA", neighbour => neighbour.WithA)
            .ListField("withB", neighbour => neighbour.WithB);
        BindNode(schema.Object<GraphNode>("GraphNode"));
    }

    private void BindQuestions(ObjectBinding<Root> query) => query
        .Define("relationships", field =>
        {
            var (from, types) = (field.Argument<string>("from"), Types(field));
            var (direction, depth) = (
                field.Argument<RelationshipDirection>("direction"), field.Argument<int>("depth"));
            var first = field.Argument<int>("first");
            return field.Returns(Output.Of<Neighbourhood>()).Async(async (_, call) =>
                await new NeighbourhoodWalk(_queries).AroundAsync(
                    call.Caller(),
                    await NodeAsync(call, from, "from"),
                    new Steps(call.Get(types), call.Get(direction)),
                    GraphLimits.Checked(call.Get(depth), 1, GraphLimits.DepthMax, "depth"),
                    GraphLimits.Checked(call.Get(first), 1, GraphLimits.AnswerMax, "first"),
                    call.Cancellation));
        })
        .Define("shortestPath", field =>
        {
            var (from, to) = (field.Argument<string>("from"), field.Argument<string>("to"));
            var (types, depth) = (Types(field), field.Argument<int>("maxDepth"));
            return field.Returns(Output.NullableList(Output.Of<Relationship>())).Async(async (_, call) =>
                await new PathSearch(_queries).ShortestAsync(
                    call.Caller(),
                    await NodeAsync(call, from, "from"),
                    await NodeAsync(call, to, "to"),
                    call.Get(types),
                    GraphLimits.Checked(call.Get(depth), 1, GraphLimits.DepthMax, "maxDepth"),
                    call.Cancellation));
        })
        .Define("commonNeighbours", field =>
        {
            var (a, b) = (field.Argument<string>("a"), field.Argument<string>("b"));
            var (types, first) = (Types(field), field.Argument<int>("first"));
            return field.Returns(Output.List<CommonNeighbour>()).Async(async (_, call) =>
                await new CommonNeighbourSearch(_queries).BetweenAsync(
                    call.Caller(),
                    await NodeAsync(call, a, "a"),
                    await NodeAsync(call, b, "b"),
                    call.Get(types),
                    GraphLimits.Checked(call.Get(first), 1, GraphLimits.AnswerMax, "first"),
                    call.Cancellation));
        });

    private Task<string> NodeAsync(FieldCall call, InputKey<string> id, string argument) => _queries.NodeAsync(
        call.Caller(), GraphLimits.CheckedNode(call.Get(id), argument), call.Cancellation);

    private static InputKey<IReadOnlyList<RelationshipType>?> Types(FieldBuilder<Root> field) =>
        field.Argument("types", Input.NullableList(Input.Of<RelationshipType>()));

    private void BindNode(ObjectBinding<GraphNode> node) => node
        .Field("id", it => it.Id)
        .Field("type", it => it.Type)
        .Define("name", field => field.Returns(Output.Nullable<string>()).Batch(async (nodes, call) =>
        {
            var (pages, profiles) = (await PagesAsync(nodes, call), await ProfilesAsync(nodes, call));
            var names = await techniques.OfAsync(
                nodes.Where(node => node is { Type: GraphNodeType.Technique, Name: null }).Select(node => node.Id),
                call);
            return
            [
                .. nodes.Zip(pages, (it, page) => page?.Profile.Name
                    ?? it.Name
                    ?? profiles.GetValueOrDefault(it.Id)?.Profile.Name
                    ?? names.GetValueOrDefault(it.Id)),
            ];
        }))
        .Define("campaign", field => field.Returns(Output.Nullable<CampaignView>()).Batch(PagesAsync));

    /// <summary>The profiles of those actors that no relationship names, in one statement.</summary>
    private async ValueTask<IReadOnlyDictionary<string, ActorView>> ProfilesAsync(
        IReadOnlyList<GraphNode> nodes, FieldCall call)
    {
        string[] unnamed =
        [
            .. nodes.Where(node => node is { Type: GraphNodeType.Actor, Name: null })
                .Select(node => node.Id).Distinct(),
        ];
        return unnamed.Length == 0
            ? new Dictionary<string, ActorView>()
            : await actors.FindByStixIdAsync(call.Caller(), unnamed, call.Cancellation);
    }

    /// <summary>The pages of those nodes that are campaigns, in one statement.</summary>
    private async ValueTask<IReadOnlyList<CampaignView?>> PagesAsync(IReadOnlyList<GraphNode> nodes, FieldCall call)
    {
        Guid[] ids = [.. nodes.Select(node => node.Campaign).OfType<Guid>().Distinct()];
        var pages = ids.Length == 0
            ? new Dictionary<Guid, CampaignView>()
            : await campaigns.FindAsync(call.Caller(), ids, call.Cancellation);
        return [.. nodes.Select(node => node.Campaign is { } id ? pages.GetValueOrDefault(id) : null)];
    }
}
