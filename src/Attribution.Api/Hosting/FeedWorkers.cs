using Attribution.App.Taxii.Feeds;

namespace Attribution.Api.Hosting;

/// <summary>Reads feeds for as long as the host runs (<c>Attribution:Feeds:...</c>).</summary>
internal sealed class FeedWorkers(FeedWork feeds, IConfiguration configuration, ILoggerFactory logs)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => feeds.RunAsync(
        configuration.GetSection("Attribution:Feeds")
            .Get<FeedOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new FeedOptions(),
        logs.CreateLogger("Attribution.Feeds"),
        stoppingToken);
}
