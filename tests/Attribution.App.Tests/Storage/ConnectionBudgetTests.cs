using Npgsql;

namespace Attribution.App.Tests.Storage;

public sealed class ConnectionBudgetTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    // The commit writer and those who listen have one each, whatever the pools may use.
    private const int SessionsOfTheirOwn = 3;

    [Theory]
    [InlineData(null, 40)]
    [InlineData(10, 10)]
    [InlineData(2, 8)]
    public async Task However_many_ask_at_once_the_connections_stay_within_the_budget(int? wanted, int budget)
    {
        var name = $"budget-{wanted}";
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { ApplicationName = name };
        if (wanted is { } connections)
        {
            settings.MaxPoolSize = connections;
        }

        await using var system = AttributionSystem.Open(settings.ConnectionString, TestClock.Instance);
        var anna = new Client(system, Client.Anna);

        var ids = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => anna.CreateAsync()));
        await Task.WhenAll(ids.Select(id => anna.CampaignAsync(id, "version history { type }")));

        (await CountSessionsAsync(name)).ShouldBeInRange(2, budget + SessionsOfTheirOwn);
    }

    private async Task<long> CountSessionsAsync(string name)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select count(*) from pg_stat_activity where application_name = $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
