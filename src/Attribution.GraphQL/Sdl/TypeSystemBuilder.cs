using System.Diagnostics;
using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Sdl;

/// <summary>
/// Makes types of merged definitions. Types refer to each other in cycles, so all of them are made first and get
/// their members afterwards.
/// </summary>
internal sealed class TypeSystemBuilder(SchemaOptions options)
{
    private readonly Dictionary<Name, NamedType> _types = [];
    private readonly HashSet<NamedType> _referenced = [];

    /// <summary>Whether the types made are the specification's own.</summary>
    public bool AreSpecified { get; init; }

    /// <summary>References that lead nowhere.</summary>
    public List<GraphQLError> Errors { get; } = [];

    /// <summary>Adds types that exist already.</summary>
    public void Know(IEnumerable<NamedType> types)
    {
        foreach (var type in types)
        {
            _types.Add(type.Key, type);
        }
    }

    public TypeSystem Build(MergedDefinitions definitions, IReadOnlyList<DirectiveDefinition> knownDirectives)
    {
        var known = _types.Values.ToList();
        var made = definitions.Types.Where(type => !_types.ContainsKey(type.Name)).Select(Make).ToList();
        Know(made);
        made.ForEach(Complete);
        FindPossibleTypes(made);
        var directives = definitions.Directives.Select(Make).ToList();
        var ownNames = directives.Select(directive => directive.Key).ToHashSet();
        return new TypeSystem(
            new NameTable<NamedType>([.. made, .. known.Where(IsInUse)]),
            new NameTable<DirectiveDefinition>(
                [.. directives, .. knownDirectives.Where(directive => !ownNames.Contains(directive.Key))]));
    }

    /// <summary>A scalar of the specification that nothing refers to is not part of a schema (section 3.5); Boolean and
    /// String always are, for introspection has fields of them.</summary>
    private bool IsInUse(NamedType type) =>
        type is not ScalarType || type.Name is "Boolean" or "String" || _referenced.Contains(type);

    private NamedType Make(Definition.Type syntax) => syntax switch
    {
        Definition.Scalar scalar => new ScalarType(scalar, CodecOf(scalar.Name.ToString()))
        {
            SpecifiedByUrl = SpecifiedDirectives.SpecifiedByUrl(scalar.Directives),
        },
        Definition.Object objectType => new ObjectType(objectType) { IsSpecified = AreSpecified },
        Definition.Interface interfaceType => new InterfaceType(interfaceType),
        Definition.Union union => new UnionType(union),
        Definition.Enum enumType => new EnumType(enumType, enumType.Values.Select(Make)) { IsSpecified = AreSpecified },
        Definition.InputObject input => new InputObjectType(input)
        {
            IsOneOf = SpecifiedDirectives.Find(input.Directives, "oneOf"u8) is not null,
        },
        _ => throw new UnreachableException($"{syntax.Name} defines a type of no kind."),
    };

    private static Scalar CodecOf(string name) =>
        CustomScalars.All.FirstOrDefault(scalar => scalar.Name == name) ?? JsonScalar.Create(name);

    private static EnumValueDefinition Make(EnumValueDeclaration syntax) =>
        new(syntax, SpecifiedDirectives.DeprecationReason(syntax.Directives));

    private DirectiveDefinition Make(Definition.Directive syntax) =>
        new(syntax, Make(syntax.Arguments, withTwins: false)) { IsSpecified = AreSpecified };

    private void Complete(NamedType type)
    {
        switch (type)
        {
            case ObjectType { Syntax: Definition.Object syntax } made:
                made.Interfaces = Find<InterfaceType>(syntax.Interfaces);
                made.Fields = Make(syntax.Fields);
                break;
            case InterfaceType { Syntax: Definition.Interface syntax } made:
                made.Interfaces = Find<InterfaceType>(syntax.Interfaces);
                made.Fields = Make(syntax.Fields);
                break;
            case UnionType { Syntax: Definition.Union syntax } made:
                made.PossibleTypes = Find<ObjectType>(syntax.Members);
                break;
            case InputObjectType { Syntax: Definition.InputObject syntax } made:
                made.Fields = new NameTable<InputDefinition>(Make(syntax.Fields, options.AddSnakeCaseTwins));
                break;
        }
    }

    private NameTable<FieldDefinition> Make(SyntaxList<FieldDeclaration> fields)
    {
        var made = new List<FieldDefinition>(fields.Count);
        foreach (var syntax in fields)
        {
            if (Find(syntax.Type) is { } type)
            {
                var arguments = Make(syntax.Arguments, options.AddSnakeCaseTwins);
                var reason = SpecifiedDirectives.DeprecationReason(syntax.Directives);
                made.Add(new FieldDefinition(syntax, type, arguments, reason));
            }
        }

        return new NameTable<FieldDefinition>(options.AddSnakeCaseTwins ? SnakeCaseTwins.Of(made) : made);
    }

    private IEnumerable<InputDefinition> Make(SyntaxList<InputDeclaration> inputs, bool withTwins)
    {
        var made = new List<InputDefinition>(inputs.Count);
        foreach (var syntax in inputs)
        {
            if (Find(syntax.Type) is { } type)
            {
                made.Add(new InputDefinition(syntax, type, SpecifiedDirectives.DeprecationReason(syntax.Directives)));
            }
        }

        return withTwins ? SnakeCaseTwins.Of(made) : made;
    }

    private GraphType? Find(TypeReference reference)
    {
        switch (reference)
        {
            case TypeReference.List list:
                return Find(list.Item)?.List;
            case TypeReference.NonNull nonNull:
                return Find(nonNull.Inner)?.NonNull;
            default:
                var named = (TypeReference.Named)reference;
                if (_types.TryGetValue(named.Name, out var type))
                {
                    _referenced.Add(type);
                    return type;
                }

                Report($"Unknown type \"{named.Name}\".", named);
                return null;
        }
    }

    private List<T> Find<T>(SyntaxList<TypeReference.Named> references)
        where T : NamedType
    {
        var found = new List<T>(references.Count);
        foreach (var reference in references)
        {
            switch (Find(reference))
            {
                case T type:
                    found.Add(type);
                    break;
                case not null:
                    Report($"Expected \"{reference.Name}\" to be an {Kind<T>()} type.", reference);
                    break;
            }
        }

        return found;
    }

    private static string Kind<T>() => typeof(T) == typeof(InterfaceType) ? "interface" : "object";

    private void Report(string problem, SyntaxNode node) =>
        Errors.Add(new GraphQLError(problem, ErrorCodes.InvalidSchema, node.Location));

    private static void FindPossibleTypes(List<NamedType> types)
    {
        var objects = types.OfType<ObjectType>().ToList();
        foreach (var type in types.OfType<InterfaceType>())
        {
            type.PossibleTypes = [.. objects.Where(candidate => candidate.Interfaces.Contains(type))];
        }
    }
}
