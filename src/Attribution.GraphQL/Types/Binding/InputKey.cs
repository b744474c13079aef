namespace Attribution.GraphQL.Types.Binding;

/// <summary>An argument or input field that a binding reads: what a resolver gets its value by.</summary>
public abstract class InputKey
{
    private protected InputKey(string name, int index) => (Name, Index) = (name, index);

    /// <summary>The name in the schema.</summary>
    public string Name { get; }

    /// <summary>The place among the keys of its binding, counted from 0.</summary>
    internal int Index { get; }

    internal abstract string? MismatchWith(InputDefinition definition);

    /// <summary>Makes the value of this key from a coerced one, which is null when missing; boxed if need be.</summary>
    internal abstract object? Read(object? coerced);
}

/// <summary>An argument or input field whose value is a <typeparamref name="T"/>.</summary>
public sealed class InputKey<T> : InputKey
{
    private readonly Input<T> _input;

    internal InputKey(string name, int index, Input<T> input)
        : base(name, index) => _input = input;

    internal override string? MismatchWith(InputDefinition definition) =>
        _input.MismatchWith(definition.Type, canBeMissing: definition.DefaultValue is null or Language.Value.Null);

    internal override object? Read(object? coerced) => _input.Read(coerced);
}
