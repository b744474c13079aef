using Attribution.Stix.Taxii;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Attribution.Stix.Tests.Taxii;

/// <summary>A real HTTP server on the loopback interface whose every answer is written by the test.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly List<HttpClient> _clients = [];
    private int _requests;

    private LoopbackServer(WebApplication application) => _application = application;

    public Uri Address => new(_application.Urls.First());

    public Uri Root => new(Address, "/feeds/");

    public int Requests => _requests;

    public RecordingTime Time { get; } = new();

    public static async Task<LoopbackServer> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var server = new LoopbackServer(application);
        application.Run(context => answer(context, Interlocked.Increment(ref server._requests)));
        await application.StartAsync();
        return server;
    }

    /// <summary>A client that waits no time between attempts, and tells how long it would have waited.</summary>
    public TaxiiClient Client(Func<TaxiiClientOptions, TaxiiClientOptions>? change = null, TimeProvider? time = null)
    {
        var options = new TaxiiClientOptions { Server = Address };
        options = change is null ? options : change(options);
        var handler = TaxiiClient.CreateHandler(options.Credentials);
        var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _clients.Add(http);
        return new TaxiiClient(http, options, time ?? Time);
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _application.DisposeAsync();
    }
}

/// <summary>Answers in TAXII's form.</summary>
internal static class Answering
{
    public static Task JsonAsync(this HttpContext context, string json, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = TaxiiMediaType.Taxii;
        return context.Response.WriteAsync(json);
    }

    public static void Now(this HttpContext context, Instant now) =>
        context.Response.Headers.Date = now.ToDateTimeUtc().ToString("R");

    public static string Query(this HttpContext context, string name) => context.Request.Query[name].ToString();
}

/// <summary>A clock whose short waits are over at once and are remembered, and whose long timeouts never
/// come.</summary>
internal sealed class RecordingTime : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);
    private readonly List<TimeSpan> _waits = [];

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_waits)
            {
                return [.. _waits];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime > LongestWait)
        {
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        lock (_waits)
        {
            _waits.Add(dueTime);
        }

        return base.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
