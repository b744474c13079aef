using System.Buffers;
using System.Text;

namespace Attribution.Domain;

/// <summary>Checks of single inputs that every aggregate shares; each answers null when the input is fine.</summary>
internal static class Check
{
    public const int NameLengthMax = 500;
    public const int TextLengthMax = 65_536;
    public const int ReasonLengthMax = 4_000;
    public const int ItemsMax = 10_000;
    private const int CountryCodeLength = 2;

    /// <summary>How far ahead of ours a sender's clock may run before a date counts as lying in the future.</summary>
    public static readonly Duration ClockSkewMax = Duration.FromMinutes(5);

    public static Rejection? Name(string? value, string field) =>
        Blank.Is(value)
            ? new Rejection("EMPTY_TEXT", $"{field} must not be empty.", field)
            : Length(value, NameLengthMax, field);

    public static Rejection? Text(string? value, string field) => Length(value, TextLengthMax, field);

    public static Rejection? Reason(string? value, string field = "reason") =>
        Blank.Is(value)
            ? new Rejection("REASON_REQUIRED", "Say why: this change is read by others later.", field)
            : OptionalReason(value, field);

    public static Rejection? OptionalReason(string? value, string field = "reason") =>
        Length(value, ReasonLengthMax, field);

    public static Rejection? Length(string? value, int charactersMax, string field) =>
        value?.Length > charactersMax
            ? new Rejection(
                "TEXT_TOO_LONG",
                $"{field} has {value.Length} characters; at most {charactersMax} are taken.",
                field)
            : Characters(value, field);

    public static Rejection? Count(int items, string field) => items switch
    {
        0 => new Rejection("EMPTY_LIST", $"{field} must name at least one item.", field),
        > ItemsMax => TooMany(items, field),
        _ => null,
    };

    public static Rejection? AtMost(int items, string field) => items > ItemsMax ? TooMany(items, field) : null;

    /// <summary>ISO 3166 alpha-2.</summary>
    public static Rejection? Country(string? code, string field) =>
        code is { Length: CountryCodeLength } && code.All(char.IsAsciiLetter)
            ? null
            : new Rejection("INVALID_COUNTRY", "Use an ISO 3166 code of two letters, such as DE.", field);

    public static Rejection? NotFuture(Instant? value, Instant now, string field) =>
        value > now + ClockSkewMax
            ? new Rejection("FUTURE_DATE", $"{field} lies in the future ({value}).", field)
            : null;

    public static Rejection? Ordered(Instant? start, Instant? end, string startField, string endField) =>
        start > end
            ? new Rejection("END_BEFORE_START", $"{endField} ({end}) lies before {startField} ({start}).", endField)
            : null;

    /// <summary>The first problem among the items of a list, with the item's own path.</summary>
    public static Rejection? Each(ImmutableArray<string> items, string field, Func<string?, string, Rejection?> check)
    {
        for (var index = 0; index < items.Length; index++)
        {
            if (check(items[index], $"{field}[{index}]") is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    /// <summary>Text that no store keeps: a null character, or half of a surrogate pair.</summary>
    private static Rejection? Characters(string? value, string field) =>
        value is null || (!value.Contains('\0', StringComparison.Ordinal) && IsWellFormed(value))
            ? null
            : new Rejection("INVALID_TEXT", $"{field} holds a null character or half a surrogate pair.", field);

    private static bool IsWellFormed(string value)
    {
        var rest = value.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done)
            {
                return false;
            }

            rest = rest[consumed..];
        }

        return true;
    }

    private static Rejection TooMany(int items, string field) =>
        new("TOO_MANY_ITEMS", $"{field} has {items} items; at most {ItemsMax} are taken at once.", field);
}
