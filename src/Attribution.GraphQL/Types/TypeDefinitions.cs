using System.Text.Json;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Types;

/// <summary>Section 3.5 "Scalars".</summary>
public sealed class ScalarType : NamedType
{
    internal ScalarType(Definition.Scalar syntax, Scalar codec)
        : base(syntax) => Codec = codec;

    /// <summary>How its values are read and written.</summary>
    public Scalar Codec { get; internal set; }

    /// <summary>Whether the codec only stands in until the application binds one.</summary>
    internal bool IsUnbound => Codec is Scalar<JsonElement> && Codec != CustomScalars.Json;

    /// <summary>The page that defines the scalar (<c>@specifiedBy</c>).</summary>
    public string? SpecifiedByUrl { get; internal init; }
}

/// <summary>A type with a selection set.</summary>
public abstract class CompositeType : NamedType
{
    private protected CompositeType(Definition.Type syntax)
        : base(syntax)
    {
    }

    /// <summary>The object types a value of this type may turn out to be; an object type only itself.</summary>
    public IReadOnlyList<ObjectType> PossibleTypes { get; internal set; } = [];

    /// <summary>The field of that name, or null. Knows <c>__typename</c>, but not the two root fields of
    /// introspection: those belong to the query root.</summary>
    public abstract FieldDefinition? FindField(Name name);
}

/// <summary>An object or an interface type.</summary>
public abstract class FieldsType : CompositeType
{
    private protected FieldsType(Definition.Type syntax)
        : base(syntax)
    {
    }

    /// <summary>The fields, in the schema's order.</summary>
    public NameTable<FieldDefinition> Fields { get; internal set; } = new([]);

    /// <summary>The interfaces the type says it implements.</summary>
    public IReadOnlyList<InterfaceType> Interfaces { get; internal set; } = [];

    public override FieldDefinition? FindField(Name name) =>
        Fields.Find(name) ?? (name == TypeNameField.Key ? TypeNameField.Instance : null);
}

/// <summary>Section 3.6 "Objects".</summary>
public sealed class ObjectType : FieldsType
{
    internal ObjectType(Definition.Object syntax)
        : base(syntax) => PossibleTypes = [this];

    /// <summary>What the application bound to the type; null before <see cref="Schema.Bind"/>.</summary>
    public ObjectBinding? Binding { get; internal set; }
}

/// <summary>Section 3.7 "Interfaces".</summary>
public sealed class InterfaceType : FieldsType
{
    internal InterfaceType(Definition.Interface syntax)
        : base(syntax)
    {
    }

    /// <summary>How a value is told apart; null before <see cref="Schema.Bind"/> and when no field returns
    /// it.</summary>
    public AbstractBinding? Binding { get; internal set; }
}

/// <summary>Section 3.8 "Unions".</summary>
public sealed class UnionType : CompositeType
{
    internal UnionType(Definition.Union syntax)
        : base(syntax)
    {
    }

    /// <summary>How a value is told apart; null before <see cref="Schema.Bind"/> and when no field returns
    /// it.</summary>
    public AbstractBinding? Binding { get; internal set; }

    public override FieldDefinition? FindField(Name name) =>
        name == TypeNameField.Key ? TypeNameField.Instance : null;
}

/// <summary>Section 3.9 "Enums".</summary>
public sealed class EnumType : NamedType
{
    internal EnumType(Definition.Enum syntax, IEnumerable<EnumValueDefinition> values)
        : base(syntax)
    {
        Values = new NameTable<EnumValueDefinition>(values);
        Binding = EnumBinding.ByName(Values);
    }

    /// <summary>The values, in the schema's order.</summary>
    public NameTable<EnumValueDefinition> Values { get; }

    /// <summary>What stands for the values in code: their names, unless the application binds something else.</summary>
    public EnumBinding Binding { get; internal set; }
}

/// <summary>Section 3.10 "Input Objects".</summary>
public sealed class InputObjectType : NamedType
{
    internal InputObjectType(Definition.InputObject syntax)
        : base(syntax)
    {
    }

    /// <summary>The fields, in the schema's order.</summary>
    public NameTable<InputDefinition> Fields { get; internal set; } = new([]);

    /// <summary>Whether exactly one field has to be given (<c>@oneOf</c>, section 3.10.1).</summary>
    public bool IsOneOf { get; internal init; }

    /// <summary>How a value becomes the application's own type; null when it stays an <see
    /// cref="InputObject"/>.</summary>
    public InputObjectBinding? Binding { get; internal set; }
}
