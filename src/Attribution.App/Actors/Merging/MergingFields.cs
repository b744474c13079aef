using Attribution.App.Access;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Actors;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Actors.Merging;

/// <summary>The fields of <c>merging.graphql</c>.</summary>
internal sealed class MergingFields(ActorLines lines)
{
    internal void Bind(SchemaBindings schema, CommandFields<Actor, ActorView, ActorEvent> commands)
    {
        CommandInput.Bind<Merge>(
            schema,
            "MergeActorInput",
            input =>
            {
                var (into, reason) = (input.Field("into", Input.Of<Guid>()), input.Field("reason", Input.Of<string>()));
                return values => new Merge(values.Get(into), values.Get(reason));
            },
            merge => merge.Reason);
        CommandInput.Bind<Undoing>(
            schema,
            "UndoActorMergeInput",
            input =>
            {
                var reason = input.Field("reason", Input.Of<string>());
                return values => new Undoing(values.Get(reason));
            },
            undoing => undoing.Reason);
        commands
            .Define<Merge>("mergeActor", Permission.Decide, async (input, call) =>
            {
                var (into, reliesOn) = await lines.FindAsync(input.Content.Into, call.Caller(), call.Cancellation);
                return new((by, at) => new MergeActor(into, input.Content.Reason, by, at))
                {
                    // A profile is never merged into itself, and a commit does not rely on the stream it appends to.
                    ReliesOn = input.Content.Into == input.Id ? [] : reliesOn,
                };
            })
            .Define<Undoing>("undoActorMerge", Permission.Decide, async (input, page, call) =>
            {
                var seen = page?.MergedInto is { } into
                    && (await lines.FindAsync(into, call.Caller(), call.Cancellation)).Line.Exists
                        ? into
                        : (Guid?)null;
                return new((by, at) => new UndoMerge(seen, input.Content.Reason, by, at));
            });
    }

    private sealed record Merge(Guid Into, string Reason);

    private sealed record Undoing(string Reason);
}
