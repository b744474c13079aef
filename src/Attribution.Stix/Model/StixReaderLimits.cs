namespace Attribution.Stix;

/// <summary>How much of hostile or broken input is looked at before it is refused.</summary>
public sealed record StixReaderLimits
{
    public static StixReaderLimits Default { get; } = new();

    /// <summary>Largest object taken, in bytes; a larger one is skipped without being held in memory. The reader never
    /// holds more than one object, so this bounds its memory (a report with 10,000 references has about 600
    /// KB).</summary>
    public int MaxObjectBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Deepest nesting of lists and objects taken within one object.</summary>
    public int MaxDepth { get; init; } = 64;
}
