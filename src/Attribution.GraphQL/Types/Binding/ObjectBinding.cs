namespace Attribution.GraphQL.Types.Binding;

/// <summary>What the application bound to an object type.</summary>
public abstract class ObjectBinding
{
    private protected ObjectBinding(string typeName) => TypeName = typeName;

    /// <summary>The object type in the schema.</summary>
    public string TypeName { get; }

    /// <summary>What its values are in code.</summary>
    internal abstract Type ClrType { get; }

    internal List<FieldBinding> Fields { get; } = [];
}

/// <summary>An object type whose values are of <typeparamref name="TParent"/> in code.</summary>
public sealed class ObjectBinding<TParent> : ObjectBinding
    where TParent : notnull
{
    internal ObjectBinding(string typeName)
        : base(typeName)
    {
    }

    internal override Type ClrType => typeof(TParent);

    /// <summary>A property that is never null.</summary>
    public ObjectBinding<TParent> Field<TValue>(string name, Func<TParent, TValue> read)
        where TValue : notnull => Property(name, Output.Of<TValue>(), read);

    /// <summary>A property that may be null.</summary>
    public ObjectBinding<TParent> NullableField<TValue>(string name, Func<TParent, TValue?> read)
        where TValue : class => Property(name, Output.Nullable<TValue>(), read);

    /// <inheritdoc cref="NullableField{TValue}(string, Func{TParent, TValue})"/>
    public ObjectBinding<TParent> NullableField<TValue>(string name, Func<TParent, TValue?> read)
        where TValue : struct => Property(name, Output.NullableValue<TValue>(), read);

    /// <summary>A property that is a list of values that are never null.</summary>
    public ObjectBinding<TParent> ListField<TItem>(string name, Func<TParent, IReadOnlyList<TItem>> read)
        where TItem : notnull => Property(name, Output.List<TItem>(), read);

    /// <summary>A property of any kind.</summary>
    public ObjectBinding<TParent> Property<TValue>(string name, Output<TValue> output, Func<TParent, TValue> read) =>
        Add(new FieldBinding<TParent, TValue>(name, [], output, new Resolver<TParent, TValue>.Property(read)));

    /// <summary>A field with arguments, or one that waits.</summary>
    /// <param name="name">The field's name in the schema.</param>
    /// <param name="describe">Declares the arguments and ends with the way to resolve.</param>
    public ObjectBinding<TParent> Define(string name, Func<FieldBuilder<TParent>, FieldBinding> describe) =>
        Add(describe(new FieldBuilder<TParent>(name)));

    private ObjectBinding<TParent> Add(FieldBinding field)
    {
        Fields.Add(field);
        return this;
    }
}
