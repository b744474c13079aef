using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Attribution.Api.Hosting;

/// <summary>
/// Sends traces and metrics to an OpenTelemetry collector, with OTLP, where the standard's own settings name one
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, and all others of the OpenTelemetry environment variable specification). One
/// trace runs from the request to its operation, and from a message to its handler.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // The names of the sources are those of the projects; ASP.NET Core and Npgsql name their own. Statements have no
    // spans: the queue's polls would be traces of their own, several a second.
    private static readonly string[] Sources = ["Attribution.*", "Microsoft.AspNetCore"];

    private static readonly string[] Meters =
    [
        "Attribution.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql",
        "System.Runtime",
    ];

    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    // ASP.NET Core 10 names the route and the status of a request in its span only when asked.
    private const string BareRequestSpans = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    private Telemetry(IConfiguration configuration)
    {
        AppContext.SetSwitch(BareRequestSpans, false);
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Describe)
            .AddSource(Sources)
            .AddOtlpExporter()
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Describe)
            .AddMeter(Meters)
            .AddOtlpExporter()
            .Build();
    }

    /// <summary>Starts sending, if the configuration names a collector; null otherwise.</summary>
    internal static Telemetry? Start(IConfiguration configuration) =>
        string.IsNullOrEmpty(configuration[Endpoint]) ? null : new Telemetry(configuration);

    /// <summary>Sends what waits, and ends.</summary>
    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }

    // What the environment says of the service comes last: it wins.
    private static void Describe(ResourceBuilder resource) =>
        resource.Clear().AddService("attribution").AddTelemetrySdk().AddEnvironmentVariableDetector();
}
