using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Tests.Execution;

/// <summary>Lists whose items arrive one by one.</summary>
public sealed class ArrivingItemsTests
{
    private readonly Feed _feed = new();

    [Fact]
    public async Task Without_stream_the_list_is_complete()
    {
        _feed.Put(1, 2, 3);
        _feed.Items.Writer.Complete();
        using var response = await _feed.Engine.ExecuteAsync(new GraphQLRequest("{ arriving }"));
        response.ToString().ShouldBe("""{"data":{"arriving":[1,2,3]}}""");
        await _feed.Closed.Task;
    }

    [Fact]
    public async Task Items_are_delivered_as_they_arrive()
    {
        _feed.Put(1);
        await using var parts = Open("{ arriving @stream(initialCount: 1) }");
        (await NextAsync(parts)).ShouldBe(
            """{"data":{"arriving":[1]},"pending":[{"id":"0","path":["arriving"]}],"hasNext":true}""");
        var next = NextAsync(parts);
        next.IsCompleted.ShouldBeFalse();
        _feed.Put(2);
        (await next).ShouldBe("""{"incremental":[{"id":"0","items":[2]}],"hasNext":true}""");
        _feed.Put(3);
        _feed.Items.Writer.Complete();
        (await NextAsync(parts)).ShouldStartWith("""{"incremental":[{"id":"0","items":[3]}],""");
    }

    [Fact]
    public async Task A_list_that_ends_later_is_completed_without_items()
    {
        await using var parts = Open("{ arriving @stream }");
        (await NextAsync(parts)).ShouldStartWith("""{"data":{"arriving":[]},"pending":""");
        _feed.Items.Writer.Complete();
        (await NextAsync(parts)).ShouldBe("""{"completed":[{"id":"0"}],"hasNext":false}""");
        (await parts.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_list_that_has_ended_is_complete_at_once()
    {
        _feed.Put(1);
        _feed.Items.Writer.Complete();
        (await _feed.PartsAsync("{ arriving @stream(initialCount: 1) }"))
            .ShouldBe(["""{"data":{"arriving":[1]},"hasNext":false}"""]);
    }

    [Fact]
    public async Task A_source_that_breaks_ends_the_list_with_an_error_behind_what_came()
    {
        _feed.Put(1);
        await using var parts = Open("{ arriving @stream(initialCount: 1) }");
        await NextAsync(parts);
        _feed.Put(2);
        _feed.Items.Writer.Complete(new GraphQLException("The feed broke.", "BROKEN"));
        (await NextAsync(parts)).ShouldStartWith("""{"incremental":[{"id":"0","items":[2]}],""");
        var last = await NextAsync(parts);
        last.ShouldStartWith("""{"completed":[{"id":"0","errors":[{"message":"The feed broke.",""");
        last.ShouldEndWith("\"hasNext\":false}");
    }

    [Fact]
    public async Task A_client_that_leaves_closes_the_source()
    {
        using var gone = new CancellationTokenSource();
        await using (var parts = Open("{ arriving @stream }", gone.Token))
        {
            await NextAsync(parts);
            var next = NextAsync(parts);
            await gone.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(next);
        }

        await _feed.Closed.Task;
    }

    private IAsyncEnumerator<GraphQLResponse> Open(string document, CancellationToken cancellation = default) =>
        _feed.Engine.SubscribeAsync(new GraphQLRequest(document), cancellation).GetAsyncEnumerator(cancellation);

    private static async Task<string> NextAsync(IAsyncEnumerator<GraphQLResponse> parts)
    {
        (await parts.MoveNextAsync()).ShouldBeTrue();
        using var response = parts.Current;
        return response.ToString();
    }
}
