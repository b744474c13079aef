using System.Diagnostics.CodeAnalysis;

namespace Attribution.Stix;

/// <summary>
/// A STIX identifier, <c>type--uuid</c> (STIX 2.1 section 2.9): an object type of 3 to 250 characters from a-z, 0-9 and
/// single hyphens, and a UUID. A UUID in upper case is read, as RFC 9562 wants (even OASIS' own examples have one), and
/// written in lower case; it is the same id.
/// </summary>
public readonly record struct StixId
{
    /// <summary>Shortest object type the specification allows, in characters.</summary>
    public const int MinTypeLength = 3;

    /// <summary>Longest object type the specification allows, in characters.</summary>
    public const int MaxTypeLength = 250;

    private const string Separator = "--";
    private const int UuidLength = 36;

    private readonly string? _type;

    private StixId(string type, Guid uuid)
    {
        _type = type;
        Uuid = uuid;
    }

    /// <summary>The object type before the two hyphens; empty only in <c>default</c>.</summary>
    public string Type => _type ?? "";

    /// <summary>The UUID after the two hyphens.</summary>
    public Guid Uuid { get; }

    /// <summary>Makes an id from its two parts.</summary>
    /// <exception cref="ArgumentException">The type is not a STIX object type; see <see
    /// cref="IsTypeName"/>.</exception>
    public static StixId Create(string type, Guid uuid) => IsTypeName(type)
        ? new StixId(KnownNames.Intern(type), uuid)
        : throw new ArgumentException($"'{type}' is not a STIX object type.", nameof(type));

    /// <summary>Reads an id; false for anything that breaks section 2.9.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StixId id) => TryParse(text.AsSpan(), out id);

    /// <inheritdoc cref="TryParse(string?, out StixId)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out StixId id)
    {
        id = default;
        var typeLength = text.Length - UuidLength - Separator.Length;
        if (typeLength < MinTypeLength || !text[typeLength..].StartsWith(Separator, StringComparison.Ordinal))
        {
            return false;
        }

        var type = text[..typeLength];
        var uuidText = text[(typeLength + Separator.Length)..];
        if (!IsTypeName(type) || !Guid.TryParseExact(uuidText, "D", out var uuid))
        {
            return false;
        }

        id = new StixId(KnownNames.Intern(type), uuid);
        return true;
    }

    /// <summary>Reads an id that is known to be right.</summary>
    /// <exception cref="FormatException">The text is not a STIX id.</exception>
    public static StixId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new FormatException($"'{text}' is not a STIX id: expected type--uuid in lower case.");

    /// <summary>Whether a text may stand before the two hyphens.</summary>
    public static bool IsTypeName(ReadOnlySpan<char> text)
    {
        if (text.Length is < MinTypeLength or > MaxTypeLength || text.Contains(Separator, StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character != '-')
            {
                return false;
            }
        }

        return text[0] != '-' && text[^1] != '-';
    }

    /// <summary>The text of the id, <c>type--uuid</c>.</summary>
    public override string ToString() => $"{Type}{Separator}{Uuid:D}";
}
