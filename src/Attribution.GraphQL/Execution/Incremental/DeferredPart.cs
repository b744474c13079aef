namespace Attribution.GraphQL.Execution;

/// <summary>What a plan selects on an object with <c>@defer</c> (incremental delivery proposal).</summary>
/// <param name="label">What the document calls it.</param>
/// <param name="site">The field whose value the object is; null for the root.</param>
internal abstract class DeferredPart(string? label, FieldSite? site)
{
    public string? Label { get; } = label;

    /// <summary>The path to the object, by the list indexes it was written at.</summary>
    public IReadOnlyList<object> PathTo(ReadOnlySpan<int> indexes) =>
        site is null ? [] : site.PathTo(indexes, site.ListDepth - site.FirstList);

    /// <summary>Loads what the part waits for, for all objects that have it at once.</summary>
    public abstract ValueTask LoadAsync(IReadOnlyList<PendingPart> objects, ExecutionState state);

    /// <summary>Writes the part of one object; false when a field is null that must not be.</summary>
    public abstract bool Write(PendingPart pending, int index, ExecutionState state);
}

internal sealed class DeferredPart<T>(string? label, FieldSite? site, ObjectPlan<T> plan) : DeferredPart(label, site)
    where T : notnull
{
    public override ValueTask LoadAsync(IReadOnlyList<PendingPart> objects, ExecutionState state) =>
        plan.LoadAsync([.. objects.Select(pending => (T)pending.Value)], state);

    public override bool Write(PendingPart pending, int index, ExecutionState state)
    {
        pending.Indexes.CopyTo(state.Indexes, 0);
        return plan.Write((T)pending.Value, index, state);
    }
}

/// <summary>A part of one object that the client waits for.</summary>
/// <param name="Part">What is missing.</param>
/// <param name="Value">The object.</param>
/// <param name="Indexes">The list indexes it was written at.</param>
/// <param name="Position">Where in the output the object ended.</param>
internal sealed record PendingPart(DeferredPart Part, object Value, int[] Indexes, int Position)
{
    /// <summary>What the parts of the response call it.</summary>
    public string Id { get; set; } = "";
}
