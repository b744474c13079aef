using System.Text.Json;
using Attribution.App.Taxii.Feeds;
using Attribution.Domain.Access;
using Attribution.Stix.Taxii;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;

namespace Attribution.App.Tests.Taxii.Feeds;

/// <summary>Somebody who sets up feeds in a tenant of their own, and the worker that reads them.</summary>
internal sealed class FeedDesk(AttributionSystem system, AppDatabase? database = null)
{
    internal FeedDesk(AppDatabase database) : this(database.System, database)
    {
    }

    private const string Fields =
        """
        id name collection credentials everyMinutes ceiling types
        health {
          polledAt succeededAt caughtUpAt readUpTo nextPollAt failuresInARow failingSince code problem remarks received
          refused lastImport
        }
        pushes { id state attempts code problem accepted notAccepted nextAttemptAt losses { objectId result message } }
        """;

    internal Principal Sofia { get; init; } = Client.Sofia with { Tenant = new TenantId($"{Guid.NewGuid()}") };

    /// <summary>This machine may be reached, and a request is repeated once, at once.</summary>
    internal FeedOptions Options { get; init; } = new()
    {
        AllowPrivateAddresses = true,
        Retry = new TaxiiRetryPolicy { MaxAttempts = 2, FirstDelay = Duration.FromMilliseconds(1) },
    };

    internal AttributionSystem System { get; } = system;

    internal Client Client => new(System, Sofia);

    /// <summary>Sets a feed up; answers the payload.</summary>
    internal async Task<JsonElement> SaveAsync(string apiRoot, object? more = null, Principal? caller = null)
    {
        var input = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = "isac",
            ["apiRoot"] = apiRoot,
            ["collection"] = OtherServer.Collection,
        };
        foreach (var property in JsonSerializer.SerializeToElement(more ?? new { }).EnumerateObject())
        {
            input[property.Name] = property.Value;
        }

        var data = await new Client(System, caller ?? Sofia).RunAsync(
            $"mutation S($input: SaveTaxiiFeedInput!) {{ saveTaxiiFeed(input: $input) {{ feed {{ {Fields} }} "
            + "errors { code path } } }",
            new { input });
        return data.GetProperty("saveTaxiiFeed");
    }

    /// <summary>Sets a feed up that is read when somebody asks.</summary>
    internal async Task<Guid> FeedAsync(string apiRoot, object? more = null) =>
        (await SaveAsync(apiRoot, more)).GetProperty("feed").GetProperty("id").GetGuid();

    internal async Task<JsonElement> AskAsync(Guid feed, Principal? caller = null) =>
        (await new Client(System, caller ?? Sofia).RunAsync(
            "mutation P($id: UUID!) { pollNow(input: { id: $id }) { feed { id } errors { code path } } }",
            new { id = feed })).GetProperty("pollNow");

    /// <summary>Has the feed read; answers its health.</summary>
    internal async Task<JsonElement> PollAsync(Guid feed)
    {
        (await AskAsync(feed)).GetProperty("errors").GetArrayLength().ShouldBe(0);
        await WorkAsync();
        return (await ReadAsync(feed)).GetProperty("health");
    }

    /// <summary>Does everything that is due.</summary>
    internal async Task<int> WorkAsync(CancellationToken stop = default)
    {
        var done = 0;
        while (!stop.IsCancellationRequested && await System.Feeds.WorkAsync(Options, NullLogger.Instance, stop))
        {
            done++;
        }

        return done;
    }

    internal async Task<JsonElement> ReadAsync(Guid feed) =>
        (await ListAsync()).Single(found => found.GetProperty("id").GetGuid() == feed);

    internal async Task<JsonElement[]> ListAsync(Principal? caller = null) =>
    [
        .. (await new Client(System, caller ?? Sofia).RunAsync($"{{ taxiiFeeds {{ {Fields} }} }}"))
            .GetProperty("taxiiFeeds").EnumerateArray(),
    ];

    /// <summary>Asks for campaigns to be sent; answers the payload.</summary>
    internal async Task<JsonElement> PushAsync(Guid feed, Guid[] campaigns, string ceiling = "AMBER") =>
        (await Client.RunAsync(
            """
            mutation P($feed: UUID!, $campaigns: [UUID!]!, $ceiling: Tlp!) {
              pushCampaigns(input: { feed: $feed, campaigns: $campaigns, ceiling: $ceiling }) {
                push { id state } errors { code path }
              }
            }
            """,
            new { feed, campaigns, ceiling })).GetProperty("pushCampaigns");

    internal async Task RemoveAsync(Guid feed) => await Client.RunAsync(
        "mutation R($id: UUID!) { removeTaxiiFeed(input: { id: $id }) { removed } }", new { id = feed });

    /// <summary>How many objects the tenant holds: one that is imported twice would count twice.</summary>
    internal Task<long> CountAsync() => ScalarAsync<long>(
        $"select count(*) from attribution.stix_objects where tenant_id = '{Sofia.Tenant.Value}'");

    internal async Task<T> ScalarAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database!.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database!.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
