using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Attribution.Api.Tests.Taxii;

/// <summary>Our client and our server, over HTTP: what one organisation offers another one reads, and sends
/// back.</summary>
public sealed class FeedTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const int RequestsMax = 5_000;

    [Fact]
    public async Task What_one_organisation_offers_another_one_reads_and_may_add_to()
    {
        var (here, there) = (Peer.Of(server), Peer.Of(server));
        var offered = await there.OfferAsync("Ferries");
        var theirs = await there.OpenCampaignAsync("Night Ferry");
        await using var worker = await server.StartAsync(builder => Configure(builder, here, there));
        var feed = (await here.MutateAsync(
            $$"""
            saveTaxiiFeed(input: {
              name: "ferries", apiRoot: "{{server.Http.BaseAddress}}taxii2/attribution/",
              collection: "{{offered.Split('/')[^2]}}", credentials: "there", everyMinutes: 60
            }) { feed { id } }
            """)).GetProperty("feed").GetProperty("id").GetGuid();

        var read = await UntilAsync(
            here, health => health.GetProperty("succeededAt").ValueKind == JsonValueKind.String);
        read.GetProperty("refused").GetInt64().ShouldBe(0, read.ToString());
        var ours = await here.OpenCampaignAsync("Day Ferry");
        await here.MutateAsync(
            $"pushCampaigns(input: {{ feed: \"{feed}\", campaigns: [\"{ours}\"] }}) {{ push {{ id }} }}");
        var sent = await UntilAsync(here, of => of.GetProperty("pushes")[0].GetProperty("state").GetString() == "DONE");

        (await here.MutateAsync($"pollNow(input: {{ id: \"{feed}\" }}) {{ errors {{ code }} }}"))
            .GetProperty("errors").GetArrayLength().ShouldBe(0);
        sent.GetProperty("pushes")[0].GetProperty("notAccepted").GetInt64().ShouldBe(0, sent.ToString());
        (await NamesAsync(here)).ShouldBe(["Day Ferry", "Night Ferry"]);
        (await NamesAsync(there)).ShouldBe(["Day Ferry", "Night Ferry"]);
        (await here.GetAsync($"{Peer.Root}collections/{offered.Split('/')[^2]}/")).Status.ShouldBe(404);
        theirs.ShouldNotBe(ours);
    }

    private void Configure(WebApplicationBuilder builder, Peer here, Peer there)
    {
        Environment.SetEnvironmentVariable("FEED_TESTS_TOKEN", there.Token);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Attribution:Feeds:AllowPrivateAddresses"] = "true",
            ["Attribution:Feeds:Credentials:there:Tenant"] = here.Tenant,
            ["Attribution:Feeds:Credentials:there:Server"] = server.Http.BaseAddress!.ToString(),
            ["Attribution:Feeds:Credentials:there:SecretVariable"] = "FEED_TESTS_TOKEN",
        });
    }

    /// <summary>The feed's health, and beside it its pushes, once it is so.</summary>
    private async Task<JsonElement> UntilAsync(Peer peer, Func<JsonElement, bool> isSo)
    {
        JsonElement last = default;
        for (var request = 0; request < RequestsMax; request++)
        {
            var (_, body) = await server.QueryAsync(
                """
                { taxiiFeeds {
                  health { succeededAt refused code problem } pushes { state code problem notAccepted }
                } }
                """,
                peer.Token);
            if (!body.TryGetProperty("data", out var data))
            {
                continue;
            }

            var feed = data.GetProperty("taxiiFeeds")[0];
            last = JsonSerializer.SerializeToElement(
                feed.GetProperty("health").EnumerateObject().Concat(feed.EnumerateObject())
                    .ToDictionary(property => property.Name, property => property.Value));
            if (isSo(last))
            {
                return last;
            }
        }

        throw new ShouldAssertException($"It did not come to be: {last}");
    }

    private async Task<string[]> NamesAsync(Peer peer)
    {
        var (_, body) = await server.QueryAsync("{ campaigns(order: [{ name: ASC }]) { nodes { name } } }", peer.Token);
        return
        [
            .. body.GetProperty("data").GetProperty("campaigns").GetProperty("nodes").EnumerateArray()
                .Select(campaign => campaign.GetProperty("name").GetString()!),
        ];
    }
}
