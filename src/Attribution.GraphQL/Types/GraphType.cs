using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types;

/// <summary>
/// A type of a schema (section 3.4 "Types"): a named one, or a list or non-null type around another. Every type exists
/// once in its schema, wrappers included, so types are compared by reference.
/// </summary>
public abstract class GraphType
{
    private ListType? _list;
    private NonNullType? _nonNull;

    private protected GraphType()
    {
    }

    /// <summary>The list type whose items are of this type.</summary>
    public ListType List => _list ?? Interlocked.CompareExchange(ref _list, new ListType(this), null) ?? _list;

    /// <summary>This type without null; itself when it is one already.</summary>
    public NonNullType NonNull => this as NonNullType
        ?? _nonNull ?? Interlocked.CompareExchange(ref _nonNull, new NonNullType(this), null) ?? _nonNull;

    /// <summary>This type with null allowed.</summary>
    public GraphType Nullable => this is NonNullType nonNull ? nonNull.Inner : this;

    /// <summary>The named type inside all wrappers.</summary>
    public abstract NamedType Named { get; }

    /// <summary>Whether variables, arguments and input fields may have this type (section 3.4.2).</summary>
    public bool IsInput => Named is ScalarType or EnumType or InputObjectType;

    /// <summary>Whether fields may have this type (section 3.4.2).</summary>
    public bool IsOutput => Named is not InputObjectType;

    /// <summary>Whether the named type takes no selection set.</summary>
    public bool IsLeaf => Named is ScalarType or EnumType;

    /// <summary>The type as a document writes it.</summary>
    public abstract override string ToString();
}

/// <summary>Section 3.11 "List".</summary>
public sealed class ListType : GraphType
{
    internal ListType(GraphType item) => Item = item;

    /// <summary>The type of every item.</summary>
    public GraphType Item { get; }

    public override NamedType Named => Item.Named;

    public override string ToString() => $"[{Item}]";
}

/// <summary>Section 3.12 "Non-Null".</summary>
public sealed class NonNullType : GraphType
{
    internal NonNullType(GraphType inner) => Inner = inner;

    /// <summary>The type that this one takes null from; never itself non-null.</summary>
    public GraphType Inner { get; }

    public override NamedType Named => Inner.Named;

    public override string ToString() => $"{Inner}!";
}

/// <summary>A type with a name of its own: one of the six kinds.</summary>
public abstract class NamedType : GraphType, IDefinition
{
    private protected NamedType(Definition.Type syntax)
    {
        Syntax = syntax;
        Name = syntax.Name.ToString();
    }

    /// <summary>The type's name.</summary>
    public string Name { get; }

    public Name Key => Syntax.Name;

    /// <summary>What the type is for.</summary>
    public string? Description => Syntax.Description?.Text;

    /// <summary>Applied directives, those of extensions behind those of the definition.</summary>
    public SyntaxList<Directive> Directives => Syntax.Directives;

    /// <summary>The definition with its extensions merged in.</summary>
    public Definition.Type Syntax { get; }

    /// <summary>Whether the specification defines it: introspection types and the five scalars.</summary>
    public bool IsSpecified { get; internal init; }

    public override NamedType Named => this;

    public override string ToString() => Name;
}
