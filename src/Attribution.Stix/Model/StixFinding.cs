namespace Attribution.Stix;

/// <summary>How much a finding weighs.</summary>
public enum FindingSeverity
{
    /// <summary>The specification says SHOULD, or an import loses nothing by it.</summary>
    Warning,

    /// <summary>The specification says MUST, or a property cannot be understood; the rest of the object
    /// stands.</summary>
    Error,

    /// <summary>The object as a whole cannot be taken.</summary>
    Refused,
}

/// <summary>Something wrong with an object or a bundle: data for a loss report, never an exception.</summary>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Code">A stable code, one of <see cref="FindingCodes"/>.</param>
/// <param name="Path">Where: a JSON Pointer (RFC 6901) into the object, empty for the object as a whole.</param>
/// <param name="Message">What is wrong and what would be right, for a person.</param>
public sealed record StixFinding(FindingSeverity Severity, string Code, string Path, string Message)
{
    internal static StixFinding Refused(string code, string message, string path = "") =>
        new(FindingSeverity.Refused, code, path, message);

    internal static StixFinding Error(string code, string path, string message) =>
        new(FindingSeverity.Error, code, path, message);

    internal static StixFinding Warning(string code, string path, string message) =>
        new(FindingSeverity.Warning, code, path, message);
}
