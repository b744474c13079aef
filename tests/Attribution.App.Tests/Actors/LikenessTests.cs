using System.Text.Json;
using Attribution.App.Tests.Hypotheses;

namespace Attribution.App.Tests.Actors;

/// <summary>Two actors are probably the same, which makes them one no more than an alias does.</summary>
public sealed class LikenessTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly ActorDesk _desk = new(database.System);

    [Fact]
    public async Task Two_that_are_probably_the_same_are_not_merged()
    {
        var (one, other) = (await _desk.ActorAsync("T1003"), await _desk.ActorAsync("T1566"));

        (await ClaimAsync(one, other, 70)).Code().ShouldBeNull();

        (await ReadAsync(one)).ShouldBe([$"{other} 70 the same tools"]);
        (await ReadAsync(other)).ShouldBeEmpty();
        var read = await _desk.ReadAsync(Client.Anna, one, "mergedInto { id } mergedActors { id } techniques");
        read.ToString().ShouldBe("""{"mergedInto":null,"mergedActors":[],"techniques":["T1003"]}""");
    }

    [Fact]
    public async Task A_likeness_is_graded_anew_and_never_counted_twice()
    {
        var (one, other) = (await _desk.ActorAsync(), await _desk.ActorAsync());
        await ClaimAsync(one, other, 70);

        var again = await ClaimAsync(one, other, 70);
        var anew = await ClaimAsync(one, other, 30);

        (again.Changed(), anew.Changed()).ShouldBe((false, true));
        (await ReadAsync(one)).ShouldBe([$"{other} 30 the same tools"]);
    }

    [Fact]
    public async Task A_likeness_that_is_withdrawn_is_gone_from_the_page_and_stays_in_the_history()
    {
        var (one, other) = (await _desk.ActorAsync(), await _desk.ActorAsync());
        await ClaimAsync(one, other, 70);

        (await _desk.SendAsync(Client.Anna, "withdrawLikeness", new { id = one, other, reason = "two teams" })).Code()
            .ShouldBeNull();

        (await ReadAsync(one)).ShouldBeEmpty();
        (await _desk.ReadAsync(Client.Anna, one, "history { type reason }")).Items("history")
            .Select(entry => $"{entry.Text("type")} {entry.Text("reason")}")
            .Skip(1).ShouldBe(["likeness_claimed the same tools", "likeness_withdrawn two teams"]);
    }

    [Theory]
    [InlineData(101, "B", 2, "CONFIDENCE_OUT_OF_RANGE", "confidence.value")]
    [InlineData(50, "Z", 2, "INVALID_RELIABILITY", "confidence.reliability")]
    [InlineData(50, "B", 7, "INVALID_CREDIBILITY", "confidence.credibility")]
    public async Task A_grade_that_is_none_is_refused(
        int value, string reliability, int credibility, string code, string path)
    {
        var (one, other) = (await _desk.ActorAsync(), await _desk.ActorAsync());

        var payload = await _desk.SendAsync(Client.Anna, "claimLikeness", new
        {
            id = one,
            other,
            confidence = new { value, reliability, credibility },
            reason = "x",
        });

        (payload.Code(), payload.Path()).ShouldBe((code, path));
    }

    [Fact]
    public async Task An_actor_is_like_no_actor_that_is_hidden_or_itself()
    {
        var ours = await _desk.ActorAsync();
        var hidden = (await _desk.RegisterAsync(Desk.Otto)).Id("actor");

        (await ClaimAsync(ours, hidden, 70)).ToString()
            .ShouldBe((await ClaimAsync(ours, Guid.NewGuid(), 70)).ToString());
        (await ClaimAsync(ours, ours, 70)).Code().ShouldBe("SAME_ACTOR");
    }

    private Task<JsonElement> ClaimAsync(Guid id, Guid other, int value) => _desk.SendAsync(
        Client.Anna,
        "claimLikeness",
        new { id, other, confidence = new { value, reliability = "B", credibility = 2 }, reason = "the same tools" });

    private async Task<string[]> ReadAsync(Guid id) =>
    [
        .. (await _desk.ReadAsync(Client.Anna, id, "likenesses { actor { id } confidence { value } reason }"))
            .Items("likenesses")
            .Select(one => $"{one.Id("actor")} {one.Number("confidence", "value")} {one.Text("reason")}"),
    ];
}
