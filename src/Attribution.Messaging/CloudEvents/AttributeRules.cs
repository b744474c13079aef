using System.Globalization;
using System.Text;

namespace Attribution.Messaging.CloudEvents;

/// <summary>CloudEvents 1.0 section 3.1 (names) and section 3 "Type System" (strings).</summary>
internal static class AttributeRules
{
    /// <summary>Names longer than this cannot be carried by every protocol; the specification advises 20.</summary>
    private const int MaxNameLength = 64;

    public static EnvelopeError? CheckName(string name, long? position) =>
        name.Length is > 0 and <= MaxNameLength && name.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9')
            ? null
            : EnvelopeError.Invalid(Shown(name),
                "An attribute name has lower-case letters and digits only, and at most 64 of them.", position);

    public static EnvelopeError? CheckValue(string name, string value, int limitBytes, long? position)
    {
        if (value.Length == 0)
        {
            return EnvelopeError.Invalid(name, $"'{name}' must not be empty; leave it out instead.", position);
        }

        if (Encoding.UTF8.GetByteCount(value) > limitBytes)
        {
            return EnvelopeError.TooLarge(name, limitBytes, position);
        }

        return HasForbiddenCharacter(value)
            ? EnvelopeError.Invalid(name,
                $"'{name}' holds a control character, half a surrogate pair or a noncharacter.",
                position)
            : null;
    }

    /// <summary>
    /// Whether a body of this type is JSON: <c>application/json</c>, or any type with the suffix <c>+json</c>.
    /// </summary>
    public static bool IsJson(string contentType)
    {
        var essence = contentType.AsSpan();
        var parameters = essence.IndexOf(';');
        essence = (parameters < 0 ? essence : essence[..parameters]).Trim();
        return essence.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
            || essence.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    private static bool HasForbiddenCharacter(string value)
    {
        for (var at = 0; at < value.Length; at++)
        {
            var c = value[at];
            if (char.IsControl(c) || c is >= '\uFDD0' and <= '\uFDEF')
            {
                return true;
            }

            if (char.IsSurrogate(c) && !char.IsSurrogatePair(value, at))
            {
                return true;
            }

            var codePoint = char.ConvertToUtf32(value, at);
            if ((codePoint & 0xFFFE) == 0xFFFE)
            {
                return true;
            }

            at += codePoint > 0xFFFF ? 1 : 0;
        }

        return false;
    }

    private static string Shown(string name) => name.Length <= MaxNameLength
        ? name
        : string.Create(CultureInfo.InvariantCulture, $"{name.AsSpan(0, MaxNameLength)}...");
}
