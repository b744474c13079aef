using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.Benchmarks.GraphQL;

internal sealed record HistoryPoint(DateTime At, double Value, string Reason);

internal sealed record Actor(string Name);

internal sealed record Hypothesis(Guid Id, Actor Actor, IReadOnlyList<HistoryPoint> ConfidenceHistory);

internal sealed record Confidence(double Value, string Band, string Label);

internal sealed record Campaign(
    Guid Id,
    string Name,
    string Status,
    string ThreatLevel,
    Confidence Confidence,
    IReadOnlyList<Hypothesis> Hypotheses);

internal sealed record Page(IReadOnlyList<Campaign> Nodes);

/// <summary>The objects that both servers answer with: campaigns of two hypotheses with five points of history each.
/// </summary>
internal static class CampaignSample
{
    private const int Seed = 20261121;

    private const string Sdl = """
        type Query {
          campaigns(first: Int!): CampaignConnection!
          campaign(id: UUID!): Campaign
        }
        type CampaignConnection { nodes: [Campaign!]! }
        type Campaign {
          id: UUID!
          name: String!
          status: CampaignStatus!
          threatLevel: ThreatLevel!
          confidence: Confidence!
          hypotheses: [Hypothesis!]!
        }
        enum CampaignStatus { ACTIVE DORMANT CONCLUDED }
        enum ThreatLevel { LOW MEDIUM HIGH }
        type Confidence { value: Float! band: String! label: String! }
        type Hypothesis { id: UUID! actor: Actor! confidenceHistory: [ConfidencePoint!]! }
        type Actor { name: String! }
        type ConfidencePoint { at: DateTime! value: Float! reason: String! }
        scalar UUID
        scalar DateTime
        """;

    private static readonly Random Random = new(Seed);

    public static IReadOnlyList<Campaign> Campaigns { get; } = [.. Enumerable.Range(0, 20).Select(Campaign)];

    public static Schema Schema() => Bound(
        Attribution.GraphQL.Types.Schema.Build([new Source(Sdl, "campaigns.graphql")]));

    private static Schema Bound(Schema schema)
    {
        var bindings = new SchemaBindings();
        bindings.Object<Root>("Query")
            .Define("campaigns", field =>
            {
                var first = field.Argument<int>("first");
                return field.Returns(Output.Of<Page>())
                    .Sync((_, call) => new Page([.. Campaigns.Take(call.Get(first))]));
            })
            .Define("campaign", field =>
            {
                var id = field.Argument<Guid>("id");
                return field.Returns(Output.Nullable<Campaign>()).Sync((_, call) => Find(call.Get(id)));
            });
        bindings.Object<Page>("CampaignConnection").ListField("nodes", page => page.Nodes);
        bindings.Object<Campaign>("Campaign")
            .Field("id", campaign => campaign.Id)
            .Field("name", campaign => campaign.Name)
            .Field("status", campaign => campaign.Status)
            .Field("threatLevel", campaign => campaign.ThreatLevel)
            .Field("confidence", campaign => campaign.Confidence)
            .ListField("hypotheses", campaign => campaign.Hypotheses);
        bindings.Object<Confidence>("Confidence")
            .Field("value", confidence => confidence.Value)
            .Field("band", confidence => confidence.Band)
            .Field("label", confidence => confidence.Label);
        bindings.Object<Hypothesis>("Hypothesis")
            .Field("id", hypothesis => hypothesis.Id)
            .Field("actor", hypothesis => hypothesis.Actor)
            .ListField("confidenceHistory", hypothesis => hypothesis.ConfidenceHistory);
        bindings.Object<Actor>("Actor").Field("name", actor => actor.Name);
        bindings.Object<HistoryPoint>("ConfidencePoint")
            .Field("at", point => NodaTime.Instant.FromDateTimeUtc(point.At))
            .Field("value", point => point.Value)
            .Field("reason", point => point.Reason);
        return schema.Bind(bindings);
    }

    public static Campaign? Find(Guid id) => Campaigns.FirstOrDefault(campaign => campaign.Id == id);

    private static Campaign Campaign(int number) => new(
        NewId(),
        $"Campaign {number} of the northern series",
        number % 3 == 0 ? "ACTIVE" : "DORMANT",
        number % 2 == 0 ? "HIGH" : "MEDIUM",
        new Confidence(Math.Round(Random.NextDouble(), 3), "MODERATE", "Probably"),
        [Hypothesis(number), Hypothesis(number + 1)]);

    private static Hypothesis Hypothesis(int number) => new(
        NewId(),
        new Actor($"Actor {number}"),
        [.. Enumerable.Range(0, 5).Select(point => new HistoryPoint(
            new DateTime(2026, 1, 1, 8, point, number, DateTimeKind.Utc).AddDays(number).AddMilliseconds(point * 7),
            Math.Round(Random.NextDouble(), 3),
            "New evidence: shared infrastructure"))]);

    private static Guid NewId()
    {
        var bytes = new byte[16];
        Random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
