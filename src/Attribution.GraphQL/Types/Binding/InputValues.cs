using System.Diagnostics.CodeAnalysis;

namespace Attribution.GraphQL.Types.Binding;

/// <summary>The values that a binding's keys have in one call: the arguments of a field, the fields of an input object.
/// </summary>
public sealed class InputValues
{
    private readonly object?[] _values;
    private readonly bool[] _given;

    /// <param name="values">One per key, made by <see cref="InputKey.Read"/>.</param>
    /// <param name="given">Whether the client, or a default, gave the value; null is a value.</param>
    internal InputValues(object?[] values, bool[] given) => (_values, _given) = (values, given);

    /// <summary>The values of a binding without keys.</summary>
    public static InputValues None { get; } = new([], []);

    /// <summary>The value of a key.</summary>
    public T Get<T>(InputKey<T> key) => (T)_values[key.Index]!;

    /// <summary>Whether there is a value at all: tells "set it to null" from "leave it alone".</summary>
    public bool Has(InputKey key) => _given[key.Index];
}

/// <summary>An input object that nothing is bound to: its fields by name, in the order they were given.</summary>
/// <param name="type">The type in the schema.</param>
/// <param name="fields">Only those given by the client or a default.</param>
public sealed class InputObject(InputObjectType type, IReadOnlyDictionary<string, object?> fields)
{
    /// <summary>The type in the schema.</summary>
    public InputObjectType Type { get; } = type;

    /// <summary>The coerced values: those of scalars and enums, lists of them, and input objects.</summary>
    public IReadOnlyDictionary<string, object?> Fields { get; } = fields;

    /// <summary>Reads one field.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out object? value) => Fields.TryGetValue(name, out value);
}
