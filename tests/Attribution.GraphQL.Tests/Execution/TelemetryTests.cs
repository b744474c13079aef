using System.Diagnostics;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Observability;

namespace Attribution.GraphQL.Tests.Execution;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_slow_operation_is_told_of_with_its_name_and_cost()
    {
        var slow = new List<SlowOperation>();
        var library = new Library(new GraphQLEngineOptions
        {
            SlowOperationThreshold = TimeSpan.Zero,
            OnSlowOperation = slow.Add,
        });
        await library.RunAsync("query Named { books(first: 1) { id } }");
        var operation = slow.ShouldHaveSingleItem();
        operation.Name.ShouldBe("Named");
        operation.Cost.Type.ShouldBe(10);
    }

    [Fact]
    public async Task An_operation_is_a_span()
    {
        var spans = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GraphQLTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await new Library().RunAsync("query TracedOnce { fails }");
        var span = spans.Single(activity => (string?)activity.GetTagItem("graphql.operation.name") == "TracedOnce");
        span.OperationName.ShouldBe("query");
        span.GetTagItem("graphql.operation.type").ShouldBe("query");
        span.Status.ShouldBe(ActivityStatusCode.Error);
    }
}
