using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace Attribution.App.DeadLetters;

/// <summary>A message that nobody handles until a person decides about it, as operators read it. What is no UTF-8 in
/// its body is shown as replacement characters.</summary>
internal sealed record DeadLetterView(
    Guid Id,
    string Queue,
    string Source,
    string EventId,
    string Type,
    string? Subject,
    JsonElement? Attributes,
    string Body,
    bool IsReadable,
    int AttemptCount,
    Instant AcceptedAt,
    Instant DiedAt,
    string Code,
    string? Detail);

/// <summary>One attempt that failed.</summary>
internal sealed record FailedAttemptView(int Attempt, Instant FailedAt, string Code, string Detail, string? Stack);

/// <summary>What a person did to a dead letter.</summary>
internal sealed record InterventionView(
    string Kind, Instant MadeAt, string MadeBy, string Reason, string? ReplacedBody);

/// <summary>Which dead letters; what is null does not restrict.</summary>
internal sealed record DeadLetterWhere(
    IReadOnlyList<Guid>? Ids = null,
    string? Queue = null,
    string? Type = null,
    string? Code = null,
    Instant? Since = null,
    Instant? Before = null);

/// <summary>A part of the list.</summary>
internal sealed record DeadLetterPage(IReadOnlyList<DeadLetterView> Letters, bool HasNextPage);

/// <summary>A place in the list: behind the one that died then and has this id.</summary>
internal sealed record DeadLetterPlace(Instant DiedAt, Guid Id)
{
    private const char Separator = ' ';

    internal static string Of(DeadLetterView letter) => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{letter.DiedAt.ToUnixTimeTicks()}{Separator}{letter.Id:N}")));

    /// <summary>Null when the text is no cursor of this list.</summary>
    internal static DeadLetterPlace? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[96];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes[..length]).Split(Separator);
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= Instant.FromUtc(9999, 1, 1, 0, 0).ToUnixTimeTicks()
            && Guid.TryParseExact(parts[1], "N", out var id)
            ? new DeadLetterPlace(Instant.FromUnixTimeTicks(ticks), id)
            : null;
    }
}
