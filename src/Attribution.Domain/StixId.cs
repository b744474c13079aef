using System.Diagnostics.CodeAnalysis;

namespace Attribution.Domain;

/// <summary>Identifiers of STIX 2.1 section 2.9: <c>type--uuid</c>, lower-case.</summary>
public static class StixId
{
    private const string Separator = "--";

    /// <summary>Builds an identifier.</summary>
    public static string For(string type, Guid id) => $"{type}{Separator}{id:D}";

    /// <summary>Splits an identifier; false when it is not <c>type--uuid</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out string type, out Guid id)
    {
        (type, id) = ("", default);
        var at = text?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        if (at <= 0 || !Guid.TryParseExact(text.AsSpan(at + Separator.Length), "D", out id))
        {
            return false;
        }

        type = text![..at];
        return true;
    }

    /// <summary>
    /// Reads an identifier of one of the given types. A bare UUID counts as the first of them. The answer is spelled
    /// in lower case, so that one object has one spelling; null when the text names something else.
    /// </summary>
    public static string? Normalise(string? text, params ReadOnlySpan<string> types)
    {
        var trimmed = text?.Trim();
        if (Guid.TryParseExact(trimmed, "D", out var bare))
        {
            return For(types[0], bare);
        }

        return TryParse(trimmed, out var type, out var id) && types.Contains(type) ? For(type, id) : null;
    }
}
