using Attribution.App.Intake;
using Attribution.App.Publishing;
using Attribution.Domain.Access;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Attribution.App.Tests.Publishing;

/// <summary>A process that tells a broker, on a database that others may use as well.</summary>
internal sealed class Working : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly string _connectionString;
    private readonly string _tenant;
    private readonly Task _workers;

    private Working(string connectionString, Principal caller, RabbitEventsOptions options)
    {
        (_connectionString, _tenant) = (connectionString, caller.Tenant.Value);
        System = AttributionSystem.Open(connectionString);
        Client = new Client(System, caller);
        _workers = System.Messages.RunAsync(
            new MessageWorkerOptions { RabbitEvents = options, AllowPrivateWebhooks = true },
            NullLogger.Instance,
            _stop.Token);
    }

    internal AttributionSystem System { get; }

    internal Client Client { get; }

    /// <summary>Starts it; what happens from then on is told.</summary>
    internal static async Task<Working> StartAsync(
        string connectionString, Principal caller, RabbitEventsOptions options)
    {
        var working = new Working(connectionString, caller, options);
        await working.UntilAsync("door = 'broker'");
        return working;
    }

    /// <summary>Waits until the broker could not be told.</summary>
    internal Task UntilFailingAsync() => UntilAsync("door = 'broker' and last_problem is not null");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _workers;
        await System.DisposeAsync();
        _stop.Dispose();
    }

    private async Task UntilAsync(string condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var database = NpgsqlDataSource.Create(_connectionString);
        while (true)
        {
            await using var command = database.CreateCommand(
                $"select exists (select from attribution.webhooks where tenant_id = $1 and {condition})");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _tenant });
            if ((bool)(await command.ExecuteScalarAsync(limit.Token))!)
            {
                return;
            }
        }
    }
}
