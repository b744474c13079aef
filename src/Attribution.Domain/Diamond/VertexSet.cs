namespace Attribution.Domain.Diamond;

/// <summary>The corners of a diamond.</summary>
public enum Corner
{
    Adversary,
    Capability,
    Infrastructure,
    Victim,
}

/// <summary>How an event of a diamond ended.</summary>
public enum DiamondResult
{
    Success,
    Failure,
    Unknown,
}

/// <summary>Something that stands in a corner.</summary>
public sealed record Vertex(string Id, string Type, string? Name, string? Value)
{
    /// <summary>What makes two vertices the same: the value they stand for, else their id.</summary>
    public string Key => Value ?? Id;
}

/// <summary>One event of the diamond model. A corner the evidence says nothing about is empty.</summary>
/// <param name="ConfidencePercent">Of the least certain relationship it rests on; null when none is graded.</param>
/// <param name="Phase">The tactic it belongs to, as the evidence names it; null for what has none.</param>
/// <param name="Events">The events of the log that it was inferred from.</param>
public sealed record VertexSet(
    Vertex? Adversary,
    ImmutableArray<Vertex> Capabilities,
    ImmutableArray<Vertex> Infrastructure,
    ImmutableArray<Vertex> Victims,
    int? ConfidencePercent,
    string? Phase,
    DiamondResult Result,
    Instant? FirstSeen,
    Instant? LastSeen,
    ImmutableArray<long> Events)
{
    internal ImmutableArray<Vertex> At(Corner corner) => corner switch
    {
        Corner.Adversary => Adversary is { } adversary ? [adversary] : [],
        Corner.Capability => Capabilities.OrEmpty(),
        Corner.Infrastructure => Infrastructure.OrEmpty(),
        Corner.Victim => Victims.OrEmpty(),
        _ => [],
    };
}
