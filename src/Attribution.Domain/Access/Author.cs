namespace Attribution.Domain.Access;

/// <summary>Who made a change: the subject of the token, and what kind of principal it is.</summary>
public sealed record Author(string Id, Source Source)
{
    /// <summary>The correlation pipeline, when its messages name nobody else.</summary>
    public static Author ClusterDetector { get; } = new("cluster_detector", Source.ClusterDetector);
}
