using Attribution.App.Intake;

namespace Attribution.Api.Hosting;

/// <summary>Handles messages for as long as the host runs (<c>Attribution:Messages:...</c>).</summary>
internal sealed class MessageWorkers(MessagePort messages, IConfiguration configuration, ILoggerFactory logs)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => messages.RunAsync(
        configuration.GetSection("Attribution:Messages").Get<MessageWorkerOptions>() ?? new MessageWorkerOptions(),
        logs.CreateLogger("Attribution.Messages"),
        stoppingToken);
}
