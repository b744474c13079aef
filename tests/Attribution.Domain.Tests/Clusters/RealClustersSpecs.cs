using System.Text.Json;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;
using Attribution.Domain.Confidence;

namespace Attribution.Domain.Tests.Clusters;

/// <summary>The clusters that the peer's own detector computed from real indicators.</summary>
public sealed class RealClustersSpecs
{
    [SharedDataFact]
    public void Every_real_cluster_promotes_to_what_its_message_says()
    {
        var messages = Messages();
        messages.Count.ShouldBe(78);
        foreach (var (message, cluster) in messages)
        {
            var promoted = Promote(cluster).Decide(Campaign.Initial).Events.ShouldHaveSingleItem()
                .ShouldBeOfType<CampaignEvent.Promoted>();

            promoted.ClusterId.ShouldBe(message.GetProperty("id").GetString());
            promoted.Indicators.ShouldBe(Texts(message, "member_ids").Select(id => $"indicator--{id}").Distinct());
            Texts(message, "techniques").ShouldBeSubsetOf(promoted.Techniques);
            var confidence = message.GetProperty("confidence");
            promoted.InitialConfidence!.Value.ShouldBe(confidence.GetProperty("stix_confidence").GetInt32());
            promoted.InitialConfidence.Label.ShouldBe(confidence.GetProperty("label").GetString());
        }
    }

    [SharedDataFact]
    public void Every_real_cluster_promotes_once_however_often_it_is_delivered()
    {
        foreach (var (_, cluster) in Messages())
        {
            Specification.Given<Campaign, CampaignEvent>()
                .And(Promote(cluster))
                .When(Promote(cluster with { MemberIds = [.. cluster.MemberIds.Reverse()] }))
                .ThenNothing();
        }
    }

    private static PromoteCluster Promote(Cluster cluster) => Sample.Promote with { Cluster = cluster };

    private static List<(JsonElement Message, Cluster Cluster)> Messages() =>
        [.. File.ReadLines(SharedData.PathTo("clusters/unit42-clusters.ndjson"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(message => (message, Read(message)))];

    private static Cluster Read(JsonElement message)
    {
        var confidence = message.GetProperty("confidence");
        return new Cluster
        {
            Id = message.GetProperty("id").GetString(),
            Label = message.GetProperty("label").GetString(),
            MemberIds = Texts(message, "member_ids"),
            Signals = Texts(message, "signals"),
            Techniques = Texts(message, "techniques"),
            SuggestedActor = message.GetProperty("suggested_actor").GetString(),
            SuggestedCampaign = message.GetProperty("suggested_campaign").GetString(),
            Confidence = Assessment.Parse(
                confidence.GetProperty("source_reliability").GetString(),
                confidence.GetProperty("information_credibility").GetInt32(),
                confidence.GetProperty("stix_confidence").GetInt32(),
                confidence.GetProperty("rationale").GetString()),
        };
    }

    private static ImmutableArray<string> Texts(JsonElement message, string name) =>
        [.. message.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
}
