using Attribution.App.Access;
using Npgsql;

namespace Attribution.App.Tests.Access;

public sealed class AuditRetentionTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    [Fact]
    public async Task What_is_older_than_is_wanted_is_forgotten_and_nothing_else()
    {
        await RecordAsync(entries: 12_000, days: 200);
        await RecordAsync(entries: 3, days: 95);
        await using var system = AttributionSystem.Open(
            database.ConnectionString, options: new AttributionOptions { KeepAuditDays = 100 });

        (await system.ForgetOldAccessAsync(default)).ShouldBe(12_000);

        (await CountAsync()).ShouldBe(3);
        (await system.ForgetOldAccessAsync(default)).ShouldBe(0);
    }

    [Theory]
    [InlineData("delete from attribution.access_audit", PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData(
        "set attribution.forgets to 'yes'; delete from attribution.access_audit",
        PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData(
        "select attribution.forget_access(now() - interval '89 days', 1)", PostgresErrorCodes.InvalidParameterValue)]
    public async Task The_writer_removes_nothing_by_another_way_and_nothing_young(string sql, string refusal)
    {
        await using var writer = NpgsqlDataSource.Create(DatabaseRoles.AsWriter(database.ConnectionString));
        await using var command = writer.CreateCommand(sql);

        (await Should.ThrowAsync<PostgresException>(command.ExecuteNonQueryAsync())).SqlState.ShouldBe(refusal);
    }

    [Theory]
    [InlineData(DatabaseRoles.Reader)]
    [InlineData(DatabaseRoles.Crossing)]
    public async Task Readers_forget_nothing(string role)
    {
        await using var reader = DatabaseRoles.OpenReader(database.ConnectionString, role);
        await using var command = reader.CreateCommand(
            "select attribution.forget_access(now() - interval '900 days', 1)");

        (await Should.ThrowAsync<PostgresException>(command.ExecuteNonQueryAsync())).SqlState
            .ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    private Task RecordAsync(int entries, int days) => ExecuteAsync(
        $"""
        insert into attribution.access_audit (tenant_id, id, at, kind, subject, subject_tenant, subject_organisation,
            record_type, record_id)
        select 'acme', gen_random_uuid(), now() - interval '{days} days', 'READ', 'anna', 'acme', 'blue', 'campaign',
            gen_random_uuid()
        from generate_series(1, {entries})
        """);

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("select count(*) from attribution.access_audit");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
