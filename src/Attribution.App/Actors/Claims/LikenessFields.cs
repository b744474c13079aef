using Attribution.App.Access;
using Attribution.App.Actors.ActorDetails;
using Attribution.Domain.Actors;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Actors.Claims;

/// <summary>The fields of <c>likenesses.graphql</c>. A likeness with a profile that the caller may not see is none:
/// even its STIX id would say that there is one.</summary>
internal sealed class LikenessFields(ActorQueries actors)
{
    internal void Bind(SchemaBindings schema)
    {
        schema.Object<ActorView>("Actor").Define("likenesses", field =>
            field.Returns(Output.List<SeenLikeness>()).Batch(FindAsync));
        schema.Object<SeenLikeness>("Likeness")
            .Field("actor", likeness => likeness.Actor)
            .Field("confidence", likeness => likeness.Claim.Confidence)
            .Field("reason", likeness => likeness.Claim.Reason);
    }

    private async ValueTask<IReadOnlyList<IReadOnlyList<SeenLikeness>>> FindAsync(
        IReadOnlyList<ActorView> level, FieldCall call)
    {
        Guid[] ids = [.. level.SelectMany(actor => actor.Likenesses.Select(likeness => likeness.Other)).Distinct()];
        var found = ids.Length == 0
            ? new Dictionary<Guid, ActorView>()
            : await actors.FindAsync(call.Caller(), ids, call.Cancellation);
        return
        [
            .. level.Select(actor => actor.Likenesses
                .Where(likeness => found.ContainsKey(likeness.Other))
                .Select(likeness => new SeenLikeness(found[likeness.Other], likeness)).ToArray()),
        ];
    }

    /// <summary>A likeness with the other profile.</summary>
    private sealed record SeenLikeness(ActorView Actor, Likeness Claim);
}
