using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types;

/// <summary>Something a schema defines under a name.</summary>
public interface IDefinition
{
    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>The name as bytes of the schema's source.</summary>
    Name Key { get; }
}

/// <summary>Definitions in the order of the schema, found by the bytes of their names without making a
/// string.</summary>
public sealed class NameTable<T> : IReadOnlyList<T>
    where T : class, IDefinition
{
    private readonly T[] _items;
    private readonly Dictionary<Name, T> _byName;

    internal NameTable(IEnumerable<T> items)
    {
        _items = [.. items];
        _byName = new Dictionary<Name, T>(_items.Length);
        foreach (var item in _items)
        {
            _byName.TryAdd(item.Key, item);
        }
    }

    /// <summary>How many definitions there are.</summary>
    public int Count => _items.Length;

    /// <summary>The definition at a position counted from 0, in the schema's order.</summary>
    public T this[int index] => _items[index];

    /// <summary>The definition of that name, or null.</summary>
    public T? Find(Name name) => _byName.GetValueOrDefault(name);

    /// <summary>The definition of that name, or null. For names that stand in code; documents have a
    /// <see cref="Name"/>.</summary>
    public T? Find(string name) => Find(Language.Name.Of(name));

    /// <summary>Whether the name is defined.</summary>
    public bool TryFind(Name name, [NotNullWhen(true)] out T? found) => _byName.TryGetValue(name, out found);

    /// <summary>The definitions, for loops that must not allocate.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <summary>Used by <c>foreach</c>; allocates nothing.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
