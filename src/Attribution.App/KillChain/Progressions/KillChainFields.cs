using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Actors;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.Sightings;
using Attribution.App.KillChain.Releases;
using Attribution.App.Storage;
using Attribution.Domain.KillChain;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.KillChain.Progressions;

/// <summary>The fields of <c>kill-chain.graphql</c>.</summary>
internal sealed class KillChainFields(
    AttackCatalogue catalogue, CampaignQueries campaigns, CampaignSightings sightings, ActorQueries actors)
{
    internal void Bind(SchemaBindings schema)
    {
        Define(schema.Object<CampaignView>("Campaign"), ObservationsAsync);
        schema.Object<Root>("Query")
            .Define("compareKillChains", DefineComparison)
            .Define("navigatorLayer", DefineLayer);
        BindTypes(schema);
    }

    /// <summary>Defines <c>killChain(release, domain)</c> on whatever techniques were observed of.</summary>
    /// <param name="type">The type that gets the field.</param>
    /// <param name="observe">What was observed of each, in their order, as far as the caller may see it.</param>
    internal void Define<T>(
        ObjectBinding<T> type,
        Func<IReadOnlyList<T>, FieldCall, Task<IReadOnlyList<IEnumerable<Observation>>>> observe)
        where T : notnull => type.Define("killChain", field =>
        {
            var (version, domain) = ReleaseArguments(field);
            return field.Returns(Output.Of<Progression>()).Batch(async (parents, call) =>
            {
                var release = await ReleaseAsync(call, domain, version);
                return [.. (await observe(parents, call)).Select(seen => Progression.Of(release, seen))];
            });
        });

    /// <summary>Defines <c>navigatorLayer(release, domain)</c> likewise.</summary>
    /// <param name="type">The type that gets the field.</param>
    /// <param name="observe">What was observed of each, in their order, as far as the caller may see it.</param>
    /// <param name="name">What the layer is called.</param>
    internal void DefineLayer<T>(
        ObjectBinding<T> type,
        Func<IReadOnlyList<T>, FieldCall, Task<IReadOnlyList<IEnumerable<Observation>>>> observe,
        Func<T, string> name)
        where T : notnull => type.Define("navigatorLayer", field =>
        {
            var (version, domain) = ReleaseArguments(field);
            return field.Returns(Output.Of<JsonElement>()).Batch(async (parents, call) =>
            {
                var release = await ReleaseAsync(call, domain, version);
                return [.. parents.Zip(await observe(parents, call), (of, seen) => Layer(name(of), release, seen))];
            });
        });

    private FieldBinding DefineComparison(FieldBuilder<Root> field)
    {
        var (left, right) = (field.Argument<Guid>("left"), field.Argument<Guid>("right"));
        var (version, domain) = ReleaseArguments(field);
        return field.Returns(Output.Nullable<KillChainComparison>()).Async(async (_, call) =>
        {
            var release = await ReleaseAsync(call, domain, version);
            var found = await TechniquesAsync([call.Get(left), call.Get(right)], call);
            return found.TryGetValue(call.Get(left), out var one) && found.TryGetValue(call.Get(right), out var other)
                ? new KillChainComparison(release, Comparison.Of(release, one, other))
                : null;
        });
    }

    private FieldBinding DefineLayer(FieldBuilder<Root> field)
    {
        var id = field.Argument<Guid>("campaign");
        var (version, domain) = ReleaseArguments(field);
        return field.Returns(Output.NullableValue<JsonElement>()).Async(async (_, call) =>
        {
            var release = await ReleaseAsync(call, domain, version);
            var found = await campaigns.FindAsync(call.Caller(), [call.Get(id)], call.Cancellation);
            return found.TryGetValue(call.Get(id), out var campaign)
                ? Layer(campaign.Profile.Name, release, campaign.Techniques.Select(seen => new Observation(seen)))
                : null;
        });
    }

    private static JsonElement Layer(string name, AttackRelease release, IEnumerable<Observation> seen) =>
        JsonSerializer.SerializeToElement(
            NavigatorLayer.Of(name, Progression.Of(release, seen)), StoredJson.Contract.NavigatorLayer);

    /// <summary>The techniques of campaigns and of actors by their id; what the caller may not see is left
    /// out.</summary>
    private async Task<Dictionary<Guid, IEnumerable<string>>> TechniquesAsync(Guid[] ids, FieldCall call)
    {
        var found = (await campaigns.FindAsync(call.Caller(), ids, call.Cancellation))
            .ToDictionary(page => page.Key, page => page.Value.Techniques.AsEnumerable());
        Guid[] others = [.. ids.Where(id => !found.ContainsKey(id))];
        if (others.Length > 0)
        {
            var profiles = await actors.FindAsync(call.Caller(), others, call.Cancellation);
            var merged = await actors.FindMergedAsync(call.Caller(), [.. profiles.Keys], call.Cancellation);
            foreach (var profile in profiles.Values)
            {
                found.Add(profile.Id, profile.TechniquesWith(merged[profile.Id]));
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<IEnumerable<Observation>>> ObservationsAsync(
        IReadOnlyList<CampaignView> views, FieldCall call)
    {
        Guid[] ids = [.. views.Select(view => view.Id).Distinct()];
        var found = await sightings.OfCampaignsAsync(call.Caller(), ids, call.Cancellation);
        return [.. views.Select(view => found.GetValueOrDefault(view.Id, LinkSightings.None).Observations)];
    }

    private async ValueTask<AttackRelease> ReleaseAsync(
        FieldCall call, InputKey<AttackDomain> domain, InputKey<string?> version) =>
        ReleaseFields.Demand(await catalogue.GetAsync(call), call.Get(domain), call.Get(version));

    private static (InputKey<string?> Version, InputKey<AttackDomain> Domain) ReleaseArguments<T>(
        FieldBuilder<T> field)
        where T : notnull =>
        (field.Argument("release", Input.Nullable<string>()), field.Argument<AttackDomain>("domain"));

    private static void BindTypes(SchemaBindings schema)
    {
        schema.Object<Progression>("KillChain")
            .Field("domain", chain => chain.Domain)
            .Field("release", chain => chain.Release)
            .Field("coverage", chain => (double)chain.CoveragePercent)
            .NullableField("deepest", chain => chain.Deepest)
            .ListField("gaps", chain => chain.Gaps)
            .ListField("phases", chain => chain.Phases)
            .ListField("unrecognised", chain => chain.Unknown)
            .ListField("resolved", chain => chain.Retired);
        schema.Object<Phase>("KillChainPhase")
            .Field("tactic", phase => phase.Tactic.Id)
            .Field("name", phase => phase.Tactic.Name)
            .Field("shortName", phase => phase.Tactic.ShortName)
            .ListField("techniques", phase => phase.Techniques)
            .NullableField("firstObserved", phase => phase.FirstObserved)
            .NullableField("lastObserved", phase => phase.LastObserved)
            .ListField("events", phase => phase.Events);
        schema.Object<PhaseTechnique>("KillChainTechnique")
            .Field("id", technique => technique.Id)
            .NullableField("name", technique => technique.Name)
            .Field("observed", technique => technique.IsObserved)
            .ListField("subTechniques", technique => technique.SubTechniques);
        schema.Object<RetiredTechnique>("RetiredTechnique")
            .Field("id", technique => technique.Id)
            .NullableField("successor", technique => technique.Successor)
            .Field("revoked", technique => technique.IsRevoked);
        schema.Object<KillChainComparison>("KillChainComparison")
            .Field("domain", compared => compared.Release.Domain)
            .Field("release", compared => compared.Release.Version)
            .Field("techniques", compared => compared.Comparison.Techniques)
            .Field("tactics", compared => compared.Comparison.Tactics);
        schema.Object<Overlap>("KillChainOverlap")
            .ListField("shared", overlap => overlap.Shared)
            .ListField("onlyLeft", overlap => overlap.OnlyFirst)
            .ListField("onlyRight", overlap => overlap.OnlySecond)
            .Field("jaccard", overlap => overlap.Jaccard);
    }
}

/// <summary>A comparison and the release it was made with.</summary>
internal sealed record KillChainComparison(AttackRelease Release, Comparison Comparison);
