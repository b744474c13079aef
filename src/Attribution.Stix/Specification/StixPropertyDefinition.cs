using System.Collections.Immutable;

namespace Attribution.Stix;

/// <summary>The JSON form a property of the specification takes (section 2 of STIX 2.1).</summary>
internal enum StixPropertyKind
{
    Text,
    Texts,
    Time,
    Integer,
    Number,
    Boolean,
    Hex,
    Binary,
    Object,
    Objects,
    Hashes,

    /// <summary>A list of kill-chain phases.</summary>
    Phases,

    /// <summary>The id of another object.</summary>
    Ref,
    Refs,

    /// <summary>A value that should come from an open vocabulary.</summary>
    Open,
    Opens,

    /// <summary>A value that must come from an enumeration.</summary>
    Enum,
    Enums,
}

/// <summary>One property of an object type.</summary>
/// <param name="Name">Its JSON name.</param>
/// <param name="Kind">Its form.</param>
/// <param name="IsRequired">Whether an object without it is invalid.</param>
/// <param name="ReferenceTypes">For references: the types they may point to; empty when any.</param>
/// <param name="Vocabulary">For vocabulary values: the name of the vocabulary.</param>
internal sealed record StixPropertyDefinition(
    string Name,
    StixPropertyKind Kind,
    bool IsRequired,
    ImmutableArray<string> ReferenceTypes,
    string? Vocabulary)
{
    /// <summary>Whether the property is a list.</summary>
    public bool IsList => Kind is StixPropertyKind.Texts or StixPropertyKind.Objects or StixPropertyKind.Phases
        or StixPropertyKind.Refs or StixPropertyKind.Opens or StixPropertyKind.Enums;

    public static StixPropertyDefinition Read(string[] words)
    {
        var kind = words[1].Split(':');
        var argument = kind.Length > 1 ? kind[1] : null;
        var parsed = Enum.Parse<StixPropertyKind>(kind[0], ignoreCase: true);
        var isReference = parsed is StixPropertyKind.Ref or StixPropertyKind.Refs;
        return new StixPropertyDefinition(
            words[0],
            parsed,
            words.Contains("required"),
            isReference && argument is not null ? [.. argument.Split(',')] : [],
            isReference ? null : argument);
    }
}
