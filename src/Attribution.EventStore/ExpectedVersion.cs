namespace Attribution.EventStore;

/// <summary>What a caller believes about a stream when it appends; the store checks it in the commit.</summary>
/// <remarks>The version of a stream is the number of its events: the first event has version 1.</remarks>
public readonly record struct ExpectedVersion
{
    private const long AnyValue = -1;

    private ExpectedVersion(long value) => Value = value;

    /// <summary>The stream may be at any version, or not exist: the append always takes its place at the end.</summary>
    public static ExpectedVersion Any { get; } = new(AnyValue);

    /// <summary>The stream must not exist yet.</summary>
    public static ExpectedVersion NoStream { get; } = new(0);

    /// <summary>The number that travels to the database: -1 for <see cref="Any"/>, else the exact version.</summary>
    internal long Value { get; }

    /// <summary>The stream must be at exactly this version.</summary>
    /// <param name="version">Zero or more; zero is the same as <see cref="NoStream"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The version is negative.</exception>
    public static ExpectedVersion Exactly(long version)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        return new ExpectedVersion(version);
    }

    /// <inheritdoc/>
    public override string ToString() => Value switch
    {
        AnyValue => "any version",
        0 => "no stream",
        _ => $"version {Value}",
    };
}
