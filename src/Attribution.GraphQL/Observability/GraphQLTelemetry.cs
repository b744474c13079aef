using System.Diagnostics;
using System.Diagnostics.Metrics;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Observability;

/// <summary>
/// Traces and metrics of operations, named as OpenTelemetry's semantic conventions for GraphQL name them. Documents and
/// variables are never recorded.
/// </summary>
public static class GraphQLTelemetry
{
    /// <summary>The name of the <see cref="ActivitySource"/>: one span per operation.</summary>
    public const string ActivitySourceName = "Attribution.GraphQL";

    /// <summary>The name of the <see cref="Meter"/>, which has the histogram
    /// <c>graphql.server.operation.duration</c> in seconds, by operation type and outcome.</summary>
    public const string MeterName = "Attribution.GraphQL";

    private const string TypeTag = "graphql.operation.type";

    private static readonly ActivitySource Source = new(ActivitySourceName);

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "graphql.server.operation.duration", "s", "How long operations take.");

    /// <summary>Whether anybody wants to know: asking costs less than measuring.</summary>
    internal static bool IsWanted(GraphQLEngineOptions options) =>
        options.OnSlowOperation is not null || Duration.Enabled || Source.HasListeners();

    /// <summary>Runs an operation and records how it went.</summary>
    internal static async ValueTask<GraphQLResponse> MeasureAsync(
        PreparedOperation operation, GraphQLEngineOptions options, Func<ValueTask<GraphQLResponse>> run)
    {
        var type = operation.Operation.Kind.Keyword();
        using var activity = Source.StartActivity(type);
        activity?.SetTag(TypeTag, type);
        activity?.SetTag("graphql.operation.name", operation.Operation.Name);
        var started = Stopwatch.GetTimestamp();
        var outcome = "cancelled";
        try
        {
            var response = await run();
            outcome = response.Errors.Count == 0 ? "ok" : response.Errors[0].Code;
            return response;
        }
        finally
        {
            Record(operation, options, activity, outcome, Stopwatch.GetElapsedTime(started));
        }
    }

    private static void Record(
        PreparedOperation operation,
        GraphQLEngineOptions options,
        Activity? activity,
        string outcome,
        TimeSpan duration)
    {
        activity?.SetStatus(outcome == "ok" ? ActivityStatusCode.Unset : ActivityStatusCode.Error, outcome);
        Duration.Record(
            duration.TotalSeconds,
            new KeyValuePair<string, object?>(TypeTag, operation.Operation.Kind.Keyword()),
            new KeyValuePair<string, object?>("outcome", outcome));
        if (duration >= options.SlowOperationThreshold)
        {
            options.OnSlowOperation?.Invoke(new SlowOperation(
                operation.Operation.Name,
                operation.Operation.Kind,
                duration,
                operation.Plan.CostFor(operation.Variables)));
        }
    }
}
