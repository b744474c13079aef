using System.Text.Json;
using Attribution.Domain.Access;
using Npgsql;

namespace Attribution.App.Tests.Access;

/// <summary>Two tenants whose records have the same ids, names, clusters and suspects.</summary>
public sealed class CollidingTenantsTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _acme = new(database.System, Client.Anna);
    private readonly Client _rival = new(database.System, Client.Anna with { Tenant = new TenantId("rival") });

    [Fact]
    public async Task What_one_tenant_does_to_an_id_the_other_does_not_notice()
    {
        var cluster = Clusters.Some("colliding");
        cluster["suggested_actor"] = "apt28";
        var id = (await _acme.PromoteAsync(cluster)).GetProperty("campaign").GetProperty("id").GetGuid();
        await CopyToAsync("rival");
        var before = await ReadAsync(_rival, id);
        before.GetProperty("campaign").ValueKind.ShouldBe(JsonValueKind.Object, "it has a campaign of this id, too");

        var changed = await _acme.TransitAsync("activateCampaign", id, expectedVersion: 1);

        changed.GetProperty("changed").GetBoolean().ShouldBeTrue();
        (await ReadAsync(_rival, id)).GetRawText().ShouldBe(before.GetRawText());
        (await ReadAsync(_acme, id)).GetProperty("campaign").GetProperty("history").GetArrayLength().ShouldBe(2);
        before.GetProperty("campaign").GetProperty("history").GetArrayLength().ShouldBe(1);
        before.GetProperty("campaign").GetProperty("hypotheses").GetArrayLength().ShouldBe(1);
        before.GetProperty("campaigns").GetProperty("totalCount").GetInt32().ShouldBe(1);
    }

    private static Task<JsonElement> ReadAsync(Client client, Guid id) => client.RunAsync(
        """
        query Read($id: UUID!) {
          campaign(id: $id) {
            name status version updatedAt clusters
            history { eventId type } hypotheses { id actor { id } confidenceHistory { value } }
          }
          then: campaign(id: $id, version: 1) { status hypotheses { id } }
          told: history(id: $id) { eventId }
          campaigns { totalCount nodes { id status } }
        }
        """,
        new { id });

    /// <summary>Gives a tenant a copy of all streams and pages, under the same ids.</summary>
    private async Task CopyToAsync(string tenant)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        foreach (var table in new[] { "mt_streams", "mt_events", "mt_doc_campaignview", "mt_doc_hypothesisview" })
        {
            string columns, values;
            await using (var list = source.CreateCommand(
                """
                select string_agg(quote_ident(c.column_name), ', ' order by c.ordinal_position),
                    string_agg(case c.column_name
                        when 'tenant_id' then '$1'
                        when 'seq_id' then 'nextval(''attribution.mt_events_sequence'')'
                        when 'data' then 'jsonb_set(t.data, ''{tenant}'', to_jsonb($1::text), false)'
                        else 't.' || quote_ident(c.column_name) end, ', ' order by c.ordinal_position)
                from information_schema.columns c where c.table_schema = 'attribution' and c.table_name = $1
                """))
            {
                list.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
                await using var row = await list.ExecuteReaderAsync();
                await row.ReadAsync();
                (columns, values) = (row.GetString(0), row.GetString(1));
            }

            await using var copy = source.CreateCommand(
                $"insert into attribution.{table} ({columns}) select {values} from attribution.{table} t");
            copy.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
            await copy.ExecuteNonQueryAsync();
        }
    }
}
