using Attribution.App.Intake;
using Attribution.EventStore.Schema;
using Attribution.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attribution.App.Tests.Intake;

/// <summary>A migrated database for one test class, and the system on it with its workers running.</summary>
public sealed class WorkingSystem() : MigratedDatabase("app", MigrateAsync)
{
    private Func<Task> _stopAsync = () => Task.CompletedTask;

    public AttributionSystem System { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        System = AttributionSystem.Open(ConnectionString);
        var stop = new CancellationTokenSource();
        var workers = System.Messages.RunAsync(
            new MessageWorkerOptions { AllowPrivateWebhooks = true }, NullLogger.Instance, stop.Token);
        _stopAsync = async () =>
        {
            using (stop)
            {
                await stop.CancelAsync();
                await workers;
            }
        };
    }

    public override async Task DisposeAsync()
    {
        await _stopAsync();
        await System.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>The outcome of a message, once it is done or dead.</summary>
    internal async Task<MessageOutcome> OutcomeAsync(Guid id, Domain.Access.Principal caller)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            if (await System.Messages.FindOutcomeAsync(id, caller, limit.Token) is { State: "done" or "dead" } outcome)
            {
                return outcome;
            }

            await Task.Yield();
        }
    }

    private static Task MigrateAsync(string connectionString) =>
        Migrator.MigrateAsync(connectionString, AttributionSystem.Migrations);
}
