namespace Attribution.Messaging;

/// <summary>What is wrong with a message that somebody offered.</summary>
/// <param name="Code">Stable, one of the constants below.</param>
/// <param name="Field">The attribute, header or part of the text that is wrong.</param>
/// <param name="Message">A sentence that says what to do about it.</param>
/// <param name="Position">Byte offset in the text, where one is known.</param>
public sealed record EnvelopeError(string Code, string Field, string Message, long? Position = null)
{
    /// <summary>The text is not JSON, or not the JSON the format asks for.</summary>
    public const string MalformedJsonCode = "MALFORMED_JSON";

    /// <summary>A required attribute is absent or empty.</summary>
    public const string MissingAttributeCode = "MISSING_ATTRIBUTE";

    /// <summary>An attribute's name or value breaks the rules of CloudEvents section 3 or ours.</summary>
    public const string InvalidAttributeCode = "INVALID_ATTRIBUTE";

    /// <summary>An attribute appears twice.</summary>
    public const string DuplicateAttributeCode = "DUPLICATE_ATTRIBUTE";

    /// <summary>The event follows another version of the specification than 1.0.</summary>
    public const string UnsupportedVersionCode = "UNSUPPORTED_VERSION";

    /// <summary>The body is something else than JSON.</summary>
    public const string UnsupportedContentTypeCode = "UNSUPPORTED_CONTENT_TYPE";

    /// <summary>A body, a line, a batch or an attribute is larger than its limit.</summary>
    public const string TooLargeCode = "TOO_LARGE";

    internal static EnvelopeError MalformedJson(string field, string message, long? position) =>
        new(MalformedJsonCode, field, message, position);

    internal static EnvelopeError Missing(string attribute) =>
        new(MissingAttributeCode, attribute, $"The attribute '{attribute}' is required and must not be empty.");

    internal static EnvelopeError Invalid(string attribute, string message, long? position) =>
        new(InvalidAttributeCode, attribute, message, position);

    internal static EnvelopeError Duplicate(string attribute, long? position) =>
        new(DuplicateAttributeCode, attribute, $"The attribute '{attribute}' appears twice; send it once.", position);

    internal static EnvelopeError TooLarge(string field, long limitBytes, long? position) =>
        new(TooLargeCode, field, $"'{field}' is longer than {limitBytes} bytes.", position);
}
