namespace Attribution.GraphQL.Execution;

/// <summary>The objects of one level that have something to load, in the order they are written.</summary>
internal abstract class Gathered
{
    public abstract int Count { get; }
}

/// <summary>Objects of one type.</summary>
internal sealed class Gathered<T> : Gathered
{
    public List<T> Objects { get; } = [];

    public override int Count => Objects.Count;
}

/// <summary>Objects of several types, apart by type.</summary>
/// <param name="cases">One collection per type; null when nothing below that type waits.</param>
internal sealed class GatheredCases(Gathered?[] cases) : Gathered
{
    private readonly List<int> _indexInCase = [];

    public override int Count => _indexInCase.Count;

    public ReadOnlySpan<Gathered?> Cases => cases;

    /// <summary>The place of an object among those of its own type.</summary>
    public int IndexInCase(int index) => _indexInCase[index];

    /// <summary>Remembers the place of the next object; it is added to its case behind that.</summary>
    public void Place(int @case) => _indexInCase.Add(@case < 0 ? 0 : cases[@case]?.Count ?? 0);
}
