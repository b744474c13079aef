using System.Threading.Channels;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Tests.Execution;

/// <summary>A schema with lists whose items arrive one by one, when the test says so.</summary>
internal sealed class Feed
{
    private const string Sdl = "type Query { arriving: [Int!]! many(count: Int!): [Int!]! }";

    public Feed()
    {
        var bindings = new SchemaBindings();
        bindings.Object<Root>("Query")
            .Define("arriving", field => field.Returns(Output.List<int>()).Items(
                (_, call) => ReadAsync(call.Cancellation)))
            .Define("many", field =>
            {
                var count = field.Argument<int>("count");
                return field.Returns(Output.List<int>())
                    .Sync((_, call) => [.. Enumerable.Range(1, call.Get(count))]);
            });
        Engine = GraphQLEngine.Create(Schema.Build([new Source(Sdl, "feed.graphql")]).Bind(bindings));
    }

    public GraphQLEngine Engine { get; }

    /// <summary>Where the test puts the items in.</summary>
    public Channel<int> Items { get; } = Channel.CreateUnbounded<int>();

    /// <summary>Set when the source has been closed.</summary>
    public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<List<string>> PartsAsync(string document) => Parts.OfAsync(Engine, document);

    public void Put(params IEnumerable<int> items)
    {
        foreach (var item in items)
        {
            Items.Writer.TryWrite(item).ShouldBeTrue();
        }
    }

    private async IAsyncEnumerable<int> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            await foreach (var item in Items.Reader.ReadAllAsync(cancellation))
            {
                yield return item;
            }
        }
        finally
        {
            Closed.TrySetResult();
        }
    }
}
