using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Types;

/// <summary>A field of an object or interface type (section 3.6).</summary>
public sealed class FieldDefinition : IDefinition
{
    internal FieldDefinition(
        FieldDeclaration syntax, GraphType type, IEnumerable<InputDefinition> arguments, string? deprecationReason)
    {
        Syntax = syntax;
        Name = syntax.Name.ToString();
        Type = type;
        Arguments = new NameTable<InputDefinition>(arguments);
        DeprecationReason = deprecationReason;
    }

    public string Name { get; }

    public Name Key => Syntax.Name;

    /// <summary>What the field answers.</summary>
    public string? Description => Syntax.Description?.Text;

    /// <summary>The type of its value.</summary>
    public GraphType Type { get; }

    /// <summary>The arguments, in the schema's order.</summary>
    public NameTable<InputDefinition> Arguments { get; }

    /// <summary>Why not to use it any more; null when it is not deprecated.</summary>
    public string? DeprecationReason { get; }

    /// <summary>Applied directives.</summary>
    public SyntaxList<Directive> Directives => Syntax.Directives;

    /// <summary>The declaration.</summary>
    public FieldDeclaration Syntax { get; }

    /// <summary>The field this one is another spelling of (see <see cref="SnakeCaseTwins"/>); it has its
    /// binding.</summary>
    public FieldDefinition? TwinOf { get; internal init; }

    /// <summary>What resolves the field; null on interfaces and before <see cref="Schema.Bind"/>.</summary>
    public FieldBinding? Binding
    {
        get => TwinOf is null ? field : TwinOf.Binding;
        internal set;
    }

    public override string ToString() => Name;
}

/// <summary>An argument of a field or directive, or a field of an input object (section 3.6.1, 3.10).</summary>
public sealed class InputDefinition : IDefinition
{
    internal InputDefinition(InputDeclaration syntax, GraphType type, string? deprecationReason)
    {
        Syntax = syntax;
        Name = syntax.Name.ToString();
        Type = type;
        DeprecationReason = deprecationReason;
    }

    public string Name { get; }

    public Name Key => Syntax.Name;

    /// <summary>What the value is for.</summary>
    public string? Description => Syntax.Description?.Text;

    /// <summary>The type a value has to have.</summary>
    public GraphType Type { get; }

    /// <summary>What counts when nothing is given.</summary>
    public Value? DefaultValue => Syntax.DefaultValue;

    /// <summary>Whether a value has to be given: non-null without a default.</summary>
    public bool IsRequired => Type is NonNullType && DefaultValue is null;

    /// <summary>Why not to use it any more; null when it is not deprecated.</summary>
    public string? DeprecationReason { get; }

    /// <summary>Applied directives.</summary>
    public SyntaxList<Directive> Directives => Syntax.Directives;

    /// <summary>The declaration.</summary>
    public InputDeclaration Syntax { get; }

    /// <summary>The argument or input field this one is another spelling of (see <see cref="SnakeCaseTwins"/>). A
    /// request that gives both is refused; the value counts under the original's name.</summary>
    public InputDefinition? TwinOf { get; internal init; }

    public override string ToString() => Name;
}

/// <summary>One value of an enum (section 3.9).</summary>
public sealed class EnumValueDefinition : IDefinition
{
    internal EnumValueDefinition(EnumValueDeclaration syntax, string? deprecationReason)
    {
        Syntax = syntax;
        Name = syntax.Name.ToString();
        DeprecationReason = deprecationReason;
    }

    public string Name { get; }

    public Name Key => Syntax.Name;

    /// <summary>What the value means.</summary>
    public string? Description => Syntax.Description?.Text;

    /// <summary>Why not to use it any more; null when it is not deprecated.</summary>
    public string? DeprecationReason { get; }

    /// <summary>Applied directives.</summary>
    public SyntaxList<Directive> Directives => Syntax.Directives;

    /// <summary>The declaration.</summary>
    public EnumValueDeclaration Syntax { get; }

    public override string ToString() => Name;
}

/// <summary>Section 3.13 "Directives".</summary>
public sealed class DirectiveDefinition : IDefinition
{
    internal DirectiveDefinition(Definition.Directive syntax, IEnumerable<InputDefinition> arguments)
    {
        Syntax = syntax;
        Name = syntax.Name.ToString();
        Arguments = new NameTable<InputDefinition>(arguments);
        Locations = [.. syntax.Locations.Select(location => location.ToString())];
    }

    public string Name { get; }

    public Name Key => Syntax.Name;

    /// <summary>What the directive does.</summary>
    public string? Description => Syntax.Description?.Text;

    /// <summary>The arguments, in the schema's order.</summary>
    public NameTable<InputDefinition> Arguments { get; }

    /// <summary>Where it may stand, as the specification spells it: <c>FIELD</c>.</summary>
    public IReadOnlyList<string> Locations { get; }

    /// <summary>Whether it may stand more than once in one place.</summary>
    public bool IsRepeatable => Syntax.IsRepeatable;

    /// <summary>The definition.</summary>
    public Definition.Directive Syntax { get; }

    /// <summary>Whether the specification defines it.</summary>
    public bool IsSpecified { get; internal init; }

    public override string ToString() => $"@{Name}";
}
