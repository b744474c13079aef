
namespace Attribution.App.Tests.Access;

/// <summary>What is hidden costs what is not there costs: nobody tells them apart by waiting.</summary>
public sealed class AbsentAndHiddenTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _bob = new(database.System, Client.Anna with { Subject = "bob" });

    [Theory]
    [InlineData("query Ask($id: UUID!) { campaign(id: $id) { name history { type } hypotheses { id } } }")]
    [InlineData("query Ask($id: UUID!) { campaign(id: $id, version: 1) { name } }")]
    [InlineData("query Ask($id: UUID!) { history(id: $id) { type } }")]
    [InlineData("query Ask($id: UUID!) { hypothesis(id: $id) { status } }")]
    [InlineData("query Ask($id: UUID!) { campaigns(where: { id: { eq: $id } }) { totalCount nodes { id } } }")]
    [InlineData("query Ask($id: UUID!) { exportStix(campaigns: [$id]) { objectCount } }")]
    [InlineData(
        """mutation Do($id: UUID!) { activateCampaign(input: { id: $id, reason: "why" }) { errors { code } } }""")]
    [InlineData(
        """
        mutation Do($id: UUID!) {
          concludeCampaign(input: { id: $id, reason: "why", clientMutationId: "c" }) { errors { code } }
        }
        """)]
    [InlineData(
        """
        mutation Do($id: UUID!) {
          assignParentCampaign(input: { id: $id, parentCampaign: $id }) { errors { code } }
        }
        """)]
    [InlineData(
        """
        mutation Do($id: UUID!) {
          proposeHypothesis(input: {
            campaign: $id, actor: "intrusion-set--00000000-0000-4000-8000-000000000001", actorName: "x",
            rationale: "why"
          }) { errors { code } }
        }
        """)]
    public async Task The_same_statements_are_sent_for_both_and_the_same_is_answered(string document)
    {
        var hidden = await HiddenAsync();
        await AskAsync(document, hidden);

        var (ofHidden, told) = await CountAsync(document, hidden);
        var (ofAbsent, same) = await CountAsync(document, Guid.NewGuid());

        ofHidden.ShouldBe(ofAbsent);
        ofHidden.ShouldBeGreaterThan(0);
        told.ShouldBe(same);
    }

    private async Task<Guid> HiddenAsync()
    {
        var anna = new Client(database.System, Client.Anna);
        var id = await anna.CreateAsync("Fox", "RED");
        await anna.TransitAsync("activateCampaign", id);
        return id;
    }

    private async Task<(int Statements, string Answer)> CountAsync(string document, Guid id)
    {
        var answer = "";
        var count = await Statements.CountAsync(async () => answer = await AskAsync(document, id));
        return (count, answer);
    }

    private async Task<string> AskAsync(string document, Guid id) =>
        (await _bob.RunAsync(document, new { id })).GetRawText();
}
