namespace Attribution.GraphQL.Types.Binding;

/// <summary>How an input object becomes a value of the application.</summary>
public abstract class InputObjectBinding
{
    private protected InputObjectBinding(string typeName) => TypeName = typeName;

    /// <summary>The type in the schema.</summary>
    public string TypeName { get; }

    /// <summary>What the input object becomes.</summary>
    internal abstract Type ClrType { get; }

    /// <summary>The fields it reads.</summary>
    internal List<InputKey> Keys { get; } = [];

    internal abstract object Read(InputValues values);
}

/// <summary>How an input object becomes a <typeparamref name="T"/>.</summary>
public sealed class InputObjectBinding<T> : InputObjectBinding
    where T : notnull
{
    private readonly Func<InputValues, T> _read;

    internal InputObjectBinding(string typeName, Func<InputObjectBinding<T>, Func<InputValues, T>> describe)
        : base(typeName) => _read = describe(this);

    internal override Type ClrType => typeof(T);

    /// <summary>Declares that a field is read, and as what. Every field of the type has to be.</summary>
    public InputKey<TValue> Field<TValue>(string name, Input<TValue> input)
    {
        var key = new InputKey<TValue>(name, Keys.Count, input);
        Keys.Add(key);
        return key;
    }

    internal override object Read(InputValues values) => _read(values);
}
