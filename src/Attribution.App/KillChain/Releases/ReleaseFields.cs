using Attribution.App.Storage;
using Attribution.Domain.KillChain;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.KillChain.Releases;

/// <summary>The fields of <c>releases.graphql</c>.</summary>
internal sealed class ReleaseFields(AttackCatalogue catalogue)
{
    internal void Bind(SchemaBindings schema)
    {
        schema.Enum("AttackDomain", Spelling.All<AttackDomain>());
        schema.Object<Root>("Query")
            .Define("attackReleases", field => field.Returns(Output.List<LoadedRelease>())
                .Async(async (_, call) => (await catalogue.GetAsync(call)).All))
            .Define("technique", field =>
            {
                var (id, version, domain) = (
                    field.Argument<string>("id"),
                    field.Argument("release", Input.Nullable<string>()),
                    field.Argument("domain", Input.NullableValue<AttackDomain>()));
                return field.Returns(Output.Nullable<TechniqueOfRelease>()).Async(async (_, call) =>
                    Find(await catalogue.GetAsync(call), call.Get(id), call.Get(version), call.Get(domain)));
            });
        schema.Object<LoadedRelease>("AttackRelease")
            .Field("domain", loaded => loaded.Release.Domain)
            .Field("version", loaded => loaded.Release.Version)
            .ListField("tactics", loaded => loaded.Release.Tactics)
            .Field("techniqueCount", loaded => loaded.Release.Techniques.Count)
            .NullableField("importedAt", loaded => loaded.ImportedAt)
            .Field("copyright", loaded => loaded.Facts.Copyright);
        schema.Object<Tactic>("AttackTactic")
            .Field("id", tactic => tactic.Id)
            .Field("shortName", tactic => tactic.ShortName)
            .Field("name", tactic => tactic.Name);
        schema.Object<TechniqueOfRelease>("AttackTechnique")
            .Field("id", technique => technique.Technique.Id)
            .Field("name", technique => technique.Technique.Name)
            .Field("domain", technique => technique.Release.Domain)
            .Field("release", technique => technique.Release.Version)
            .ListField("tactics", technique => technique.Release.TacticsOf(technique.Technique))
            .NullableField("parent", technique => technique.Parent)
            .ListField("subTechniques", technique => technique.SubTechniques)
            .Field("revoked", technique => technique.Technique.IsRevoked)
            .Field("deprecated", technique => technique.Technique.IsDeprecated)
            .NullableField("successor", technique => technique.Successor);
    }

    /// <summary>The release a client asks for.</summary>
    /// <exception cref="GraphQLException"><c>UNKNOWN_RELEASE</c>: it is not loaded.</exception>
    internal static AttackRelease Demand(AttackReleases releases, AttackDomain domain, string? version) =>
        releases.Find(domain, version) ?? throw new GraphQLException(
            $"There is no {Spelling.Of(domain)} release {version}: attackReleases lists those there are, "
            + "and attribution import attack adds one.",
            "UNKNOWN_RELEASE");

    private static TechniqueOfRelease? Find(
        AttackReleases releases, string id, string? version, AttackDomain? domain) =>
        (domain is { } one ? [Demand(releases, one, version)] : releases.Newest(version))
            .Select(release => TechniqueOfRelease.Find(release, TechniqueId.Normalise(id)))
            .FirstOrDefault(technique => technique is not null);
}

/// <summary>A technique together with the release that states it.</summary>
internal sealed record TechniqueOfRelease(AttackRelease Release, Technique Technique)
{
    internal TechniqueOfRelease? Parent =>
        TechniqueId.ParentOf(Technique.Id) is var parent && parent != Technique.Id ? Find(Release, parent) : null;

    internal IReadOnlyList<TechniqueOfRelease> SubTechniques =>
    [
        .. Release.Techniques
            .Where(other => other.Id != Technique.Id && TechniqueId.ParentOf(other.Id) == Technique.Id)
            .OrderBy(other => other.Id, StringComparer.Ordinal)
            .Select(other => new TechniqueOfRelease(Release, other)),
    ];

    internal TechniqueOfRelease? Successor =>
        Release.Resolve(Technique.Id) is { } today && today.Id != Technique.Id
            ? new TechniqueOfRelease(Release, today)
            : null;

    internal static TechniqueOfRelease? Find(AttackRelease release, string id) =>
        release.Find(id) is { } technique ? new TechniqueOfRelease(release, technique) : null;
}
