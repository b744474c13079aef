using NodaTime;

namespace Attribution.EventStore.Views;

/// <summary>Names one document of a read model.</summary>
/// <param name="TenantId">The tenant that owns it; conjoined tenancy makes it part of every key.</param>
/// <param name="Value">Its UUID: the stream's own for a view folded from one stream.</param>
public readonly record struct ViewId(string TenantId, Guid Value)
{
    /// <summary>The view that is folded from this one stream.</summary>
    public static ViewId Of(StreamId stream) => new(stream.TenantId, stream.Value);

    /// <inheritdoc/>
    public override string ToString() => $"{TenantId}/{Value}";
}

/// <summary>A document of a read model, with how fresh it is.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Version">The version of its stream for a view of one stream; else the position of the last event that
/// it was made of. An event that is not above it is already in the view.</param>
/// <param name="ModifiedAt">When that event was recorded.</param>
/// <param name="View">What it says.</param>
public sealed record StoredView<TView>(ViewId Id, long Version, Instant ModifiedAt, TView View)
    where TView : class;
