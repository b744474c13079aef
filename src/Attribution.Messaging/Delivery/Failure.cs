namespace Attribution.Messaging;

/// <summary>Why an attempt failed, in words that can be stored.</summary>
/// <param name="Code">Stable, upper snake case; of an exception its class name, <c>NPGSQL_EXCEPTION</c>.</param>
/// <param name="Detail">The message.</param>
/// <param name="Stack">Where it happened, cut at <see cref="MaxStackLength"/>.</param>
/// <param name="Exception">For the retry policy to look at; never stored.</param>
public sealed record Failure(string Code, string Detail, string? Stack = null, Exception? Exception = null)
{
    /// <summary>Longest stored message, in characters.</summary>
    public const int MaxDetailLength = 4_000;

    /// <summary>Longest stored stack, in characters.</summary>
    public const int MaxStackLength = 16_000;

    public const string TimeoutCode = "HANDLER_TIMEOUT";
    public const string AttemptsExhaustedCode = "ATTEMPTS_EXHAUSTED";
    public const string UnknownTypeCode = "UNKNOWN_TYPE";
    public const string UnreadableBodyCode = "UNREADABLE_BODY";

    /// <summary>The failure that an exception is.</summary>
    public static Failure Of(Exception exception) => new(
        CodeOf(exception.GetType().Name),
        Storable(exception.Message, MaxDetailLength),
        Storable(exception.ToString(), MaxStackLength),
        exception);

    // PostgreSQL's text holds every character but U+0000.
    private static string Storable(string text, int maxLength) =>
        (text.Length <= maxLength ? text : text[..maxLength]).Replace('\0', '\uFFFD');

    private static string CodeOf(string typeName) => string.Concat(typeName.Select((c, at) =>
        at > 0 && char.IsUpper(c) && !char.IsUpper(typeName[at - 1]) ? "_" + c : char.ToUpperInvariant(c).ToString()));
}
