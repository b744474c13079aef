using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Access;

/// <summary>A document is parsed, checked and planned once, and its statements are prepared once a connection: for
/// whoever asks, with whatever variables.</summary>
public sealed class PreparedForOthersTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const string Document =
        """
        query Ask($id: UUID!, $word: String!, $more: Boolean!) {
          campaign(id: $id) { name history @include(if: $more) { type } }
          campaigns(where: { name: { eq: $word } }) { totalCount nodes { id name @skip(if: $more) } }
        }
        """;

    private static readonly Principal[] Others =
    [
        Client.Anna with { Subject = "bob" },
        Client.Anna with { Clearance = Tlp.Green },
        Client.Stranger,
        Client.Anna with { Tenant = new TenantId("rival") },
        Client.Anna with { Roles = [Role.Superuser], Tenant = new TenantId("operator") },
    ];

    [Fact]
    public async Task What_was_prepared_for_one_shows_another_nothing_of_it()
    {
        var anna = new Client(database.System, Client.Anna);
        var word = $"w{Guid.NewGuid():N}";
        var id = await anna.CreateAsync(word, "RED");

        // Often enough for Npgsql to prepare and PostgreSQL to plan on every connection of the pool.
        for (var round = 0; round < 10; round++)
        {
            var more = round % 2 == 0;
            var seen = await anna.RunAsync(Document, new { id, word, more });
            seen.GetProperty("campaign").GetProperty("name").GetString().ShouldBe(word);
            seen.GetProperty("campaign").TryGetProperty("history", out _).ShouldBe(more);
            foreach (var other in Others)
            {
                var told = await anna.As(other).RunAsync(Document, new { id, word, more });
                told.GetProperty("campaign").ValueKind.ShouldBe(JsonValueKind.Null, $"{other}");
                told.GetProperty("campaigns").GetProperty("totalCount").GetInt32().ShouldBe(0, $"{other}");
            }
        }
    }
}
