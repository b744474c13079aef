namespace Attribution.EventStore;

/// <summary>Names one stream: streams of different tenants are different streams, whatever their UUIDs.</summary>
/// <param name="TenantId">The tenant that owns the stream; conjoined tenancy makes it part of every key.</param>
/// <param name="Value">The stream's UUID.</param>
public readonly record struct StreamId(string TenantId, Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{TenantId}/{Value}";
}
