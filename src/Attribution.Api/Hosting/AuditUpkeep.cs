using Attribution.App;
using Npgsql;

namespace Attribution.Api.Hosting;

/// <summary>Forgets old entries of the audit of access: at the start, and then once a day.</summary>
internal sealed partial class AuditUpkeep(AttributionSystem system, ILogger<AuditUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(Pause);
        do
        {
            await ForgetAsync(stoppingToken);
        }
        while (await daily.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ForgetAsync(CancellationToken stop)
    {
        try
        {
            if (await system.ForgetOldAccessAsync(stop) is > 0 and var forgotten)
            {
                Forgot(forgotten);
            }
        }
        catch (NpgsqlException failure)
        {
            // Tomorrow is another day.
            CouldNotForget(failure);
        }
    }

    [LoggerMessage(LogLevel.Information, "Forgot {Entries} old entries of the audit of access.")]
    private partial void Forgot(int entries);

    [LoggerMessage(LogLevel.Warning, "Old entries of the audit of access could not be forgotten.")]
    private partial void CouldNotForget(Exception failure);
}
