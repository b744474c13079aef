using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Attribution.GraphQL.Language;

/// <summary>An immutable list of nodes that equals another one when its nodes do.</summary>
[CollectionBuilder(typeof(SyntaxList), nameof(SyntaxList.Create))]
public readonly struct SyntaxList<T> : IReadOnlyList<T>, IEquatable<SyntaxList<T>>
{
    private readonly T[]? _nodes;

    internal SyntaxList(T[] nodes) => _nodes = nodes;

    /// <summary>How many nodes there are.</summary>
    public int Count => _nodes?.Length ?? 0;

    /// <summary>The node at a position counted from 0.</summary>
    public T this[int index] => AsSpan()[index];

    /// <summary>The nodes, for loops that must not allocate.</summary>
    public ReadOnlySpan<T> AsSpan() => _nodes;

    /// <summary>Used by <c>foreach</c>; allocates nothing.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_nodes ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_nodes ?? []).GetEnumerator();

    public bool Equals(SyntaxList<T> other) => AsSpan().SequenceEqual(other.AsSpan(), EqualityComparer<T>.Default);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is SyntaxList<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var node in this)
        {
            hash.Add(node);
        }

        return hash.ToHashCode();
    }

    public static bool operator ==(SyntaxList<T> left, SyntaxList<T> right) => left.Equals(right);

    public static bool operator !=(SyntaxList<T> left, SyntaxList<T> right) => !left.Equals(right);
}

/// <summary>Makes a <see cref="SyntaxList{T}"/> from a collection expression.</summary>
public static class SyntaxList
{
    /// <summary>A list that holds a copy of these nodes.</summary>
    public static SyntaxList<T> Create<T>(ReadOnlySpan<T> nodes) => nodes.IsEmpty ? default : new(nodes.ToArray());
}
