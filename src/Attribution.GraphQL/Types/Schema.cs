using Attribution.GraphQL.Language;
using Attribution.GraphQL.Sdl;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Types;

/// <summary>
/// A schema (section 3.3): checked, complete and immutable once its bindings are in. Documents can be validated against
/// it without bindings; executing them needs <see cref="Bind"/>.
/// </summary>
public sealed class Schema
{
    internal Schema(TypeSystem types, Definition.Schema? syntax)
    {
        Types = types.Types;
        Directives = types.Directives;
        Syntax = syntax;
        Query = types.RootType(OperationKind.Query, syntax);
        Mutation = types.RootType(OperationKind.Mutation, syntax);
        Subscription = types.RootType(OperationKind.Subscription, syntax);
    }

    /// <summary>What the schema is for.</summary>
    public string? Description => Syntax?.Description?.Text;

    /// <summary>Every named type, those of the specification included.</summary>
    public NameTable<NamedType> Types { get; }

    /// <summary>Every directive, those of the specification included.</summary>
    public NameTable<DirectiveDefinition> Directives { get; }

    /// <summary>The root of queries.</summary>
    public ObjectType? Query { get; }

    /// <summary>The root of mutations, if there are any.</summary>
    public ObjectType? Mutation { get; }

    /// <summary>The root of subscriptions, if there are any.</summary>
    public ObjectType? Subscription { get; }

    /// <summary>Whether <see cref="Bind"/> has been called: what execution needs.</summary>
    public bool IsBound { get; private set; }

    internal Definition.Schema? Syntax { get; }

    /// <summary>Builds a schema from SDL fragments: extensions are merged, the whole is validated.</summary>
    /// <param name="fragments">Files with definitions and extensions, in any order.</param>
    /// <param name="options">How to build; the defaults when absent.</param>
    /// <exception cref="SchemaException">Something in the fragments is wrong; every error names its file.</exception>
    public static Schema Build(IEnumerable<Source> fragments, SchemaOptions? options = null) =>
        BuildSchema.From(fragments, options ?? new SchemaOptions());

    /// <summary>Gives every field its resolver. To be called once, before the schema is used for execution.</summary>
    /// <exception cref="SchemaException">A field is unbound, bound twice or of the wrong nullability or type; every
    /// error names the field.</exception>
    /// <exception cref="InvalidOperationException">The schema is bound already.</exception>
    public Schema Bind(SchemaBindings bindings)
    {
        if (IsBound)
        {
            throw new InvalidOperationException("The schema is bound already.");
        }

        BindingChecks.Apply(this, bindings);
        IsBound = true;
        return this;
    }

    /// <summary>The root type of a kind of operation, or null when the schema has none.</summary>
    public ObjectType? RootType(OperationKind kind) => kind switch
    {
        OperationKind.Query => Query,
        OperationKind.Mutation => Mutation,
        _ => Subscription,
    };

    /// <summary>The type that a document means, or null when it names one that the schema does not have.</summary>
    public GraphType? TypeOf(TypeReference reference) => reference switch
    {
        TypeReference.Named named => Types.Find(named.Name),
        TypeReference.List list => TypeOf(list.Item)?.List,
        TypeReference.NonNull nonNull => TypeOf(nonNull.Inner)?.NonNull,
        _ => null,
    };

    /// <summary>The field that a name means on a type, with the introspection fields of section 4.</summary>
    public FieldDefinition? FieldOf(CompositeType type, Name name)
    {
        var field = type.FindField(name);
        return field is null && type == Query ? Introspection.FindRootField(name) : field;
    }

    /// <summary>The element that a schema coordinate means (section 2.14), or null when there is none.</summary>
    public IDefinition? Find(SchemaCoordinate coordinate)
    {
        if (coordinate.IsDirective)
        {
            var directive = Directives.Find(coordinate.Name);
            return coordinate.Argument is { } argument ? directive?.Arguments.Find(argument) : directive;
        }

        return (Types.Find(coordinate.Name), coordinate.Member) switch
        {
            (var type, null) => type,
            (FieldsType type, { } name) => FindField(type, name, coordinate.Argument),
            (InputObjectType type, { } name) when coordinate.Argument is null => type.Fields.Find(name),
            (EnumType type, { } name) when coordinate.Argument is null => type.Values.Find(name),
            _ => null,
        };
    }

    private static IDefinition? FindField(FieldsType type, Name name, Name? argument)
    {
        var field = type.Fields.Find(name);
        return argument is { } given ? field?.Arguments.Find(given) : field;
    }
}
