using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace Attribution.Stix;

/// <summary>How far information may travel (FIRST TLP 2.0), from free to most restricted; they compare in that
/// order.</summary>
public enum TlpLevel
{
    /// <summary>No limit; TLP 1.0 called it WHITE.</summary>
    Clear,
    Green,
    Amber,

    /// <summary>The organisation only, without its clients; TLP 1.0 does not have it.</summary>
    AmberStrict,
    Red,
}

/// <summary>
/// The marking definitions of the Traffic Light Protocol. STIX fixes them as objects with fixed ids, and no others may
/// exist: four for TLP 1.0 (section 7.2.1.4), five for TLP 2.0 (OASIS common objects).
/// </summary>
public static class Tlp
{
    /// <summary>The extension definition that the TLP 2.0 markings carry.</summary>
    public static StixId ExtensionDefinition { get; } =
        StixId.Parse("extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d");

    private static readonly Instant CreatedFirst = Instant.FromUtc(2017, 1, 20, 0, 0);
    private static readonly Instant CreatedSecond = Instant.FromUtc(2022, 10, 1, 0, 0);

    /// <summary>The four markings of TLP 1.0, from white to red.</summary>
    public static ImmutableArray<StixObject> FirstVersion { get; } =
    [
        First("white", "613f2e26-407d-48c7-9eca-b8e91df99dc9"),
        First("green", "34098fce-860f-48ae-8e50-ebd3cc5e41da"),
        First("amber", "f88d31f6-486f-44da-b317-01333bde0b82"),
        First("red", "5e57c739-391a-4eb3-b6be-7d15ca92d5ed"),
    ];

    /// <summary>The five markings of TLP 2.0, from clear to red: the ones we write.</summary>
    public static ImmutableArray<StixObject> SecondVersion { get; } =
    [
        Second("clear", "94868c89-83c2-464b-929b-a1a8aa3c8487"),
        Second("green", "bab4a63c-aed9-4cf5-a766-dfca5abac2bb"),
        Second("amber", "55d920b0-5e8b-4f79-9ee9-91f868d9b421"),
        Second("amber+strict", "939a9414-2ddd-4d32-a0cd-375ea402b003"),
        Second("red", "e828b379-4e03-4974-9ac4-e53a884c97c1"),
    ];

    private static readonly FrozenDictionary<StixId, StixObject> Definitions =
        FirstVersion.Concat(SecondVersion).ToFrozenDictionary(definition => definition.Id);

    private static readonly FrozenDictionary<StixId, TlpLevel> Levels = new Dictionary<StixId, TlpLevel>
    {
        [FirstVersion[0].Id] = TlpLevel.Clear,
        [FirstVersion[1].Id] = TlpLevel.Green,
        [FirstVersion[2].Id] = TlpLevel.Amber,
        [FirstVersion[3].Id] = TlpLevel.Red,
        [SecondVersion[0].Id] = TlpLevel.Clear,
        [SecondVersion[1].Id] = TlpLevel.Green,
        [SecondVersion[2].Id] = TlpLevel.Amber,
        [SecondVersion[3].Id] = TlpLevel.AmberStrict,
        [SecondVersion[4].Id] = TlpLevel.Red,
    }.ToFrozenDictionary();

    /// <summary>The TLP 2.0 marking definition of a level.</summary>
    public static StixObject Definition(TlpLevel level) => SecondVersion[(int)level];

    /// <summary>The fixed marking definition with this id, of either version; null when the id is none of
    /// theirs.</summary>
    public static StixObject? Find(StixId marking) => Definitions.GetValueOrDefault(marking);

    /// <summary>The level a marking means, by its id alone: whatever else an object under that id claims is
    /// ignored.</summary>
    public static TlpLevel? LevelOf(StixId marking) => Levels.TryGetValue(marking, out var level) ? level : null;

    /// <summary>The stricter of two levels; nothing is the freest.</summary>
    public static TlpLevel? Stricter(TlpLevel? one, TlpLevel? other) =>
        one is null ? other : other is null || one > other ? one : other;

    private static StixObject First(string color, string uuid) =>
        Start(color, uuid, CreatedFirst)
            .Set("definition_type", "tlp")
            .Set("definition", writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("tlp", color);
                writer.WriteEndObject();
            })
            .Build();

    private static StixObject Second(string level, string uuid) =>
        Start(level, uuid, CreatedSecond)
            .Extension(ExtensionDefinition.ToString(), writer =>
            {
                writer.WriteString("extension_type", "property-extension");
                writer.WriteString("tlp_2_0", level);
            })
            .Build();

    private static StixObjectBuilder Start(string level, string uuid, Instant created) => StixObjectBuilder
        .Marking(StixId.Create("marking-definition", new Guid(uuid)), created)
        .Set("name", $"TLP:{level.ToUpperInvariant()}");
}
