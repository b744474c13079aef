using System.Text.Json;

namespace Attribution.App.Tests.Hypotheses;

public sealed class MatrixTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const string Matrix =
        """
        query Matrix($id: UUID!) {
          evidenceMatrix(campaign: $id) {
            hypotheses { id }
            rows { evidence { id } diagnosticity cells { hypothesis { id } consistency rated ratedBy } }
            ranking { hypothesis { id } inconsistentItems inconsistentWeight consistentItems }
          }
        }
        """;

    private readonly Desk _desk = new(database.System);

    [Fact]
    public async Task Every_item_stands_against_every_hypothesis_and_the_most_telling_comes_first()
    {
        var campaign = await _desk.CampaignAsync();
        var (ours, theirs) = (
            await _desk.HypothesisAsync(Client.Anna, campaign), await _desk.HypothesisAsync(Client.Anna, campaign));
        var (telling, common, withdrawn) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await _desk.SupportAsync(Client.Anna, ours, weight: 90, common);
        await _desk.SupportAsync(Client.Anna, ours, weight: 20, telling);
        await _desk.SupportAsync(Client.Anna, theirs, weight: 50, withdrawn);
        await _desk.SendAsync(
            Client.Anna, "withdrawEvidence", new { id = theirs, evidence = withdrawn, reason = "no" });
        await RateAsync(theirs, telling, "INCONSISTENT");
        await RateAsync(theirs, common, "INCONSISTENT");
        await RateAsync(theirs, common, "CONSISTENT");

        var matrix = await ReadAsync(campaign);

        matrix.Items("hypotheses").Select(hypothesis => hypothesis.Id()).ShouldBe([ours, theirs]);
        var rows = matrix.Items("rows");
        rows.Select(row => row.Id("evidence")).ShouldBe([telling, common]);
        rows.Select(row => row.At("diagnosticity").GetDouble()).ShouldBe([1, 0]);
        rows[0].Items("cells").Select(cell => cell.Text("consistency")).ShouldBe(["CONSISTENT", "INCONSISTENT"]);
        rows[0].Items("cells").Select(cell => cell.Text("ratedBy")).ShouldBe([null, "anna"]);
        matrix.Items("ranking").Select(rank => (rank.Id("hypothesis"), rank.Number("inconsistentWeight")))
            .ShouldBe([(ours, 0), (theirs, 20)]);
    }

    [Fact]
    public async Task A_rating_moves_no_score()
    {
        var campaign = await _desk.CampaignAsync();
        var (ours, theirs) = (
            await _desk.HypothesisAsync(Client.Anna, campaign), await _desk.HypothesisAsync(Client.Anna, campaign));
        var evidence = Guid.NewGuid();
        await _desk.SupportAsync(Client.Anna, ours, weight: 50, evidence);

        (await RateAsync(ours, evidence, "INCONSISTENT")).Number("hypothesis", "confidence", "value").ShouldBe(50);
        (await RateAsync(theirs, evidence, "CONSISTENT")).Number("hypothesis", "confidence", "value").ShouldBe(0);
    }

    [Fact]
    public async Task An_item_of_another_campaign_cannot_be_rated()
    {
        var (id, elsewhere, evidence) = (
            await _desk.HypothesisAsync(), await _desk.HypothesisAsync(), Guid.NewGuid());
        await _desk.SupportAsync(Client.Anna, elsewhere, evidence: evidence);

        (await RateAsync(id, evidence, "NEUTRAL")).Code().ShouldBe("EVIDENCE_NOT_FOUND");
    }

    [Fact]
    public async Task The_matrix_of_a_hidden_campaign_is_null_as_that_of_none()
    {
        var campaign = await _desk.CampaignAsync();
        await _desk.HypothesisAsync(Client.Anna, campaign);

        (await _desk.ReadAsync(Desk.Otto, Matrix, new { id = campaign })).IsNull("evidenceMatrix").ShouldBeTrue();
        (await _desk.ReadAsync(Desk.Otto, Matrix, new { id = Guid.NewGuid() })).IsNull("evidenceMatrix").ShouldBeTrue();
        (await ReadAsync(await _desk.CampaignAsync())).Items("rows").ShouldBeEmpty();
    }

    private Task<JsonElement> RateAsync(Guid id, Guid evidence, string consistency) =>
        _desk.SendAsync(Client.Anna, "rateEvidence", new { id, evidence, consistency });

    private async Task<JsonElement> ReadAsync(Guid campaign) =>
        (await _desk.ReadAsync(Client.Anna, Matrix, new { id = campaign })).At("evidenceMatrix");
}
