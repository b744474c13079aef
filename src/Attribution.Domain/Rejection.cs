namespace Attribution.Domain;

/// <summary>A refusal by a rule. It is a value, part of the product, and never an exception.</summary>
/// <param name="Code">Stable, UPPER_SNAKE; clients branch on it, so it never changes.</param>
/// <param name="Message">What is wrong and what the caller can do, for a person to read.</param>
/// <param name="Field">Path of the input that caused it (<c>indicators[2]</c>); null when the state did.</param>
public sealed record Rejection(string Code, string Message, string? Field = null);
