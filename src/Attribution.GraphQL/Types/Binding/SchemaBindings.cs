namespace Attribution.GraphQL.Types.Binding;

/// <summary>The parent of root fields: there is nothing above them.</summary>
public sealed class Root
{
    private Root()
    {
    }

    /// <summary>The only one.</summary>
    public static Root Value { get; } = new();
}

/// <summary>
/// What the application says its schema means: what values are in code and what fields resolve to. Many parts of an
/// application may add to the same type. Nothing is checked before <see cref="Schema.Bind"/>, which checks it all.
/// </summary>
public sealed class SchemaBindings
{
    internal List<ObjectBinding> Objects { get; } = [];

    internal List<AbstractBinding> Abstracts { get; } = [];

    internal List<InputObjectBinding> InputObjects { get; } = [];

    internal List<(string TypeName, EnumBinding Binding)> Enums { get; } = [];

    internal List<Scalar> Scalars { get; } = [];

    /// <summary>The fields of an object type. Root types have the parent <see cref="Root"/>.</summary>
    /// <typeparam name="TParent">What the type's values are in code; the same each time a type is named.</typeparam>
    public ObjectBinding<TParent> Object<TParent>(string typeName)
        where TParent : notnull
    {
        var known = Objects.OfType<ObjectBinding<TParent>>().FirstOrDefault(binding => binding.TypeName == typeName);
        if (known is null)
        {
            known = new ObjectBinding<TParent>(typeName);
            Objects.Add(known);
        }

        return known;
    }

    /// <summary>What the values of an interface or union are in code; say <c>Is</c> for each possible type.</summary>
    public AbstractBinding<T> Abstract<T>(string typeName)
        where T : notnull
    {
        var binding = new AbstractBinding<T>(typeName);
        Abstracts.Add(binding);
        return binding;
    }

    /// <summary>What stands for the values of an enum in code. Without a binding it is their names.</summary>
    /// <exception cref="ArgumentException">A name or a value occurs twice.</exception>
    public SchemaBindings Enum<T>(string typeName, params IReadOnlyList<(string Name, T Value)> values)
        where T : notnull
    {
        Enums.Add((typeName, new EnumBinding<T>(values)));
        return this;
    }

    /// <summary>What an input object becomes in code. Without a binding it is an <see cref="InputObject"/>.</summary>
    /// <param name="typeName">The type in the schema.</param>
    /// <param name="describe">Declares the fields and answers the function that makes the value of them.</param>
    public SchemaBindings InputObject<T>(
        string typeName, Func<InputObjectBinding<T>, Func<InputValues, T>> describe)
        where T : notnull
    {
        InputObjects.Add(new InputObjectBinding<T>(typeName, describe));
        return this;
    }

    /// <summary>How the scalar of that name is read and written, in place of the engine's own if it has one.</summary>
    public SchemaBindings Scalar(Scalar scalar)
    {
        Scalars.Add(scalar);
        return this;
    }
}
