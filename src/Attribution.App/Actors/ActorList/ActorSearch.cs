using System.Collections.Immutable;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Lists;
using Attribution.Domain;
using Attribution.Domain.Access;
using NodaTime;

namespace Attribution.App.Actors.ActorList;

/// <summary>What profiles of actors can be found by, and how it is stored beside their pages.</summary>
internal static class ActorSearch
{
    /// <summary>Its aliases in the spelling in which they are looked for.</summary>
    internal static string[] Aliases(ActorView view) =>
        [.. view.Aliases.Select(alias => SearchText.Fold(alias.Name)).Distinct(StringComparer.Ordinal)];

    /// <summary>The words of what people write about it and call it.</summary>
    internal static string[] Words(ActorView view) => SearchText.Words(
        [view.Profile.Name, .. view.Aliases.Select(alias => alias.Name), view.Profile.Description]);

    internal static FilterFields Fields(FilterFields fields) => fields
        .Add<Guid>("id", tests => tests.On("c.id"))
        .Add<string>("stixId", tests => tests.On("c.actor", id =>
            StixId.Normalise(id, "threat-actor", "intrusion-set") ?? id))
        .AddText("text", RecordFilters.HasWords)
        .Add<string>("name", tests => tests.On("c.name", like: RecordFilters.NamedLike))
        .Add<string>("alias", tests => tests.OnMembers(HasAlias))
        .Add<string>("sophistication", tests => tests.On("c.sophistication"))
        .Add<string>("motivation", tests => tests.On("c.motivation"))
        .Add<string>("suspectedCountry", tests => tests.On("c.suspected_country", code => code.ToUpperInvariant()))
        .Add<string>("technique", tests => tests.OnMembers(RecordFilters.HasTechnique))
        .Add<Tlp>("classification", tests => tests.On("c.tlp", label => (int)label))
        .Add<string>("organisation", tests => tests.On("c.owner"))
        .Add<Instant>("createdAt", tests => tests.On("c.created_at"))
        .Add<Instant>("updatedAt", tests => tests.On("c.updated_at"));

    private static Filter.Holds HasAlias(ImmutableArray<string> names) => new($"c.aliases && {Folded(names)}");

    private static string[] Folded(ImmutableArray<string> names) => [.. names.Select(SearchText.Fold)];
}
