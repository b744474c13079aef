using Attribution.App.Access;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Lists;
using Attribution.App.Loading;
using Attribution.Domain.KillChain;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Actors.Comparing;

/// <summary>The fields of <c>actor-work.graphql</c>. What is known of a profile is known of the one that stands for
/// it.</summary>
internal sealed class ActorWorkFields
{
    private readonly ActorQueries _queries;
    private readonly OncePerLevel<ActorView, ILookup<Guid, ActorView>> _merged;

    internal ActorWorkFields(ActorQueries queries)
    {
        _queries = queries;
        _merged = new OncePerLevel<ActorView, ILookup<Guid, ActorView>>((level, call) => queries.FindMergedAsync(
            call.Caller(), [.. level.Select(actor => actor.Id).Distinct()], call.Cancellation));
    }

    internal void Bind(SchemaBindings schema)
    {
        schema.Object<ActorView>("Actor")
            .Define("mergedActors", field => field.Returns(Output.List<ActorView>()).Batch(async (level, call) =>
            {
                var merged = await _merged.OfAsync(level, call);
                return [.. level.Select<ActorView, IReadOnlyList<ActorView>>(actor => [.. merged[actor.Id]])];
            }))
            .Define("techniques", field => field.Returns(Output.List<string>()).Batch(async (level, call) =>
                [.. (await TechniquesAsync(level, call)).Select<HashSet<string>, IReadOnlyList<string>>(
                    techniques => [.. techniques.Order(StringComparer.Ordinal)])]))
            .Define("overlap", field =>
            {
                var other = field.Argument<Guid>("with");
                return field.Returns(Output.Nullable<Overlap>())
                    .Batch((level, call) => CompareAsync(level, call.Get(other), call));
            })
            .Define("campaigns", field =>
            {
                var first = field.Argument<int>("first");
                return field.Returns(Output.List<CampaignView>()).Batch(async (level, call) =>
                {
                    var found = await _queries.FindCampaignsAsync(
                        call.Caller(),
                        await NamesAsync(level, call),
                        PageRequest.SizeOf(call.Get(first)),
                        call.Cancellation);
                    return [.. level.Select<ActorView, IReadOnlyList<CampaignView>>(actor => [.. found[actor.Id]])];
                });
            })
            .Define("hypotheses", field =>
            {
                var first = field.Argument<int>("first");
                return field.Returns(Output.List<HypothesisView>()).Batch(async (level, call) =>
                {
                    var found = await _queries.FindHypothesesAsync(
                        call.Caller(),
                        await NamesAsync(level, call),
                        PageRequest.SizeOf(call.Get(first)),
                        call.Cancellation);
                    return [.. level.Select<ActorView, IReadOnlyList<HypothesisView>>(actor => [.. found[actor.Id]])];
                });
            });
        schema.Object<Overlap>("TechniqueOverlap")
            .ListField("shared", overlap => overlap.Shared)
            .ListField("only", overlap => overlap.OnlyFirst)
            .ListField("onlyOther", overlap => overlap.OnlySecond)
            .Field("jaccard", overlap => overlap.Jaccard);
    }

    private async ValueTask<IReadOnlyList<Overlap?>> CompareAsync(
        IReadOnlyList<ActorView> level, Guid other, FieldCall call)
    {
        var found = await _queries.FindAsync(call.Caller(), [other], call.Cancellation);
        if (!found.TryGetValue(other, out var with))
        {
            return new Overlap?[level.Count];
        }

        var theirs = (await TechniquesAsync([with], call))[0];
        return [.. (await TechniquesAsync(level, call)).Select(ours => Overlap.OfTechniques(ours, theirs))];
    }

    private async Task<IReadOnlyList<HashSet<string>>> TechniquesAsync(IReadOnlyList<ActorView> level, FieldCall call)
    {
        var merged = await _merged.OfAsync(level, call);
        return [.. level.Select(actor => actor.TechniquesWith(merged[actor.Id]).ToHashSet(StringComparer.Ordinal))];
    }

    private async Task<IEnumerable<(Guid Head, string Actor)>> NamesAsync(
        IReadOnlyList<ActorView> level, FieldCall call)
    {
        var merged = await _merged.OfAsync(level, call);
        return level.SelectMany(actor => merged[actor.Id].Prepend(actor).Select(profile => (actor.Id, profile.Actor)))
            .Distinct();
    }
}
