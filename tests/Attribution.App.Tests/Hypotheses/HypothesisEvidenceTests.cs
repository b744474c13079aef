using System.Text.Json;
using Npgsql;

namespace Attribution.App.Tests.Hypotheses;

/// <summary>The evidence of a hypothesis is stored beside its page, sixteen items a row.</summary>
public sealed class HypothesisEvidenceTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const int Count = 20;

    private readonly Desk _desk = new(database.System);

    [Fact]
    public async Task Items_are_read_in_the_order_in_which_they_were_filed_however_many_rows_they_fill()
    {
        var (hypothesis, items) = await FiledAsync();

        (await ReadAsync(hypothesis)).Select(item => item.Id()).ShouldBe(items);
        (await RowsAsync(hypothesis)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_commit_writes_the_rows_whose_items_it_changes_and_no_other()
    {
        var (hypothesis, items) = await FiledAsync();
        var filed = await RowsAsync(hypothesis);

        await _desk.SendAsync(
            Client.Anna, "withdrawEvidence", new { id = hypothesis, evidence = items[2], reason = "a mistake" });
        var withdrawn = await RowsAsync(hypothesis);
        await _desk.SupportAsync(Client.Anna, hypothesis);
        var supported = await RowsAsync(hypothesis);
        await _desk.SendAsync(Client.Anna, "reviewHypothesis", new { id = hypothesis, note = "read" });

        (withdrawn[0] == filed[0], withdrawn[1] == filed[1]).ShouldBe((false, true));
        (supported[0] == withdrawn[0], supported[1] == withdrawn[1]).ShouldBe((true, false));
        (await RowsAsync(hypothesis)).ShouldBe(supported);
        (await ReadAsync(hypothesis)).Where(item => item.GetProperty("withdrawn").GetBoolean())
            .Select(item => item.Id()).ShouldBe([items[2]]);
    }

    [Fact]
    public async Task The_migrations_move_what_pages_held_to_where_commits_store_it()
    {
        const string stored =
            """
            select concat_ws(' ', e.tenant_id, e.hypothesis_id, e.part, e.campaign_id, e.items::jsonb)
            from attribution.hypothesis_evidence e order by e.tenant_id, e.hypothesis_id, e.part
            """;
        var (hypothesis, items) = await FiledAsync();
        var before = await ListAsync(stored);
        await ListAsync(
            """
            update attribution.mt_doc_hypothesisview h set data = h.data || jsonb_build_object('evidence', coalesce((
                select jsonb_agg(i.item order by e.part, i.place) from attribution.hypothesis_evidence e
                cross join lateral jsonb_array_elements(e.items::jsonb) with ordinality as i (item, place)
                where e.tenant_id = h.tenant_id and e.hypothesis_id = h.id), '[]'));
            drop table attribution.hypothesis_evidence;
            """);

        foreach (var step in AttributionSystem.Migrations.Where(step => step.Name.Contains("evidence")))
        {
            await ListAsync(step.Sql);
        }

        (await ListAsync(stored)).ShouldBe(before);
        (await ReadAsync(hypothesis)).Select(item => item.Id()).ShouldBe(items);
        (await ListAsync("select h.id::text from attribution.mt_doc_hypothesisview h where h.data ? 'evidence'"))
            .ShouldBeEmpty();
    }

    private async Task<(Guid Hypothesis, Guid[] Items)> FiledAsync()
    {
        var hypothesis = await _desk.HypothesisAsync();
        Guid[] items = [.. Enumerable.Range(0, Count).Select(_ => Guid.NewGuid())];
        foreach (var item in items)
        {
            await _desk.SupportAsync(Client.Anna, hypothesis, weight: 1, evidence: item);
        }

        return (hypothesis, items);
    }

    private async Task<JsonElement[]> ReadAsync(Guid hypothesis) =>
    [
        .. (await _desk.ReadAsync(
            Client.Anna,
            "query Read($id: UUID!) { hypothesis(id: $id) { supportingEvidence { id withdrawn } } }",
            new { id = hypothesis })).GetProperty("hypothesis").GetProperty("supportingEvidence").EnumerateArray(),
    ];

    /// <summary>The rows, and which transaction wrote each.</summary>
    private Task<string[]> RowsAsync(Guid hypothesis) => ListAsync(
        $"""
        select concat_ws(' ', e.part, e.xmin) from attribution.hypothesis_evidence e
        where e.hypothesis_id = '{hypothesis}' order by e.part
        """);

    private async Task<string[]> ListAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await row.ReadAsync())
        {
            found.Add($"{row.GetValue(0)}");
        }

        return [.. found];
    }
}
