namespace Attribution.GraphQL.Execution;

/// <summary>What of a response comes later: a deferred fragment, or the rest of a streamed list (incremental delivery
/// proposal).</summary>
/// <param name="label">What the document calls it.</param>
internal abstract class LaterPart(string? label)
{
    public string? Label { get; } = label;

    /// <summary>What a piece of it is in the response: <c>data</c> or <c>items</c>, with its punctuation.</summary>
    public abstract ReadOnlySpan<byte> Member { get; }

    /// <summary>The path to what is completed, by the list indexes it was written at.</summary>
    public abstract IReadOnlyList<object> PathTo(ReadOnlySpan<int> indexes);

    /// <summary>Loads the next piece, for all places that have the part at once.</summary>
    public abstract ValueTask LoadAsync(IReadOnlyList<PendingPart> places, ExecutionState state);

    /// <summary>Whether there is a piece to be written: a list may turn out to have ended.</summary>
    public virtual bool HasPiece(PendingPart pending) => true;

    /// <summary>Writes the loaded piece of one place; false when something is null that must not be.</summary>
    public abstract bool Write(PendingPart pending, int index, ExecutionState state);

    /// <summary>Whether more pieces follow the one just written.</summary>
    public virtual bool HasMore(PendingPart pending) => false;
}

/// <summary>What a plan selects on an object with <c>@defer</c>.</summary>
/// <param name="label">What the document calls it.</param>
/// <param name="site">The field whose value the object is; null for the root.</param>
/// <param name="plan">The fields that come later.</param>
internal sealed class DeferredPart<T>(string? label, FieldSite? site, ObjectPlan<T> plan) : LaterPart(label)
    where T : notnull
{
    public override ReadOnlySpan<byte> Member => ",\"data\":"u8;

    public override IReadOnlyList<object> PathTo(ReadOnlySpan<int> indexes) =>
        site is null ? [] : site.PathTo(indexes, site.ListDepth - site.FirstList);

    public override ValueTask LoadAsync(IReadOnlyList<PendingPart> places, ExecutionState state) =>
        plan.LoadAsync([.. places.Select(pending => (T)pending.Value)], state);

    public override bool Write(PendingPart pending, int index, ExecutionState state)
    {
        pending.Indexes.CopyTo(state.Indexes, 0);
        return plan.Write((T)pending.Value, index, state);
    }
}

/// <summary>A part of one object or list that the client waits for.</summary>
/// <param name="Part">What is missing.</param>
/// <param name="Value">The object, or the items that are still to come.</param>
/// <param name="Indexes">The list indexes it was written at.</param>
/// <param name="Position">Where in the output the object or list ended.</param>
internal sealed record PendingPart(LaterPart Part, object Value, int[] Indexes, int Position)
{
    /// <summary>What the parts of the response call it.</summary>
    public string Id { get; set; } = "";
}
