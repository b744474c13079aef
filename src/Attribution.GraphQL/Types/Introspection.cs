using System.Diagnostics;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Sdl;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Types;

/// <summary>The types that describe a schema to its clients (section 4 "Introspection"). All schemas share
/// them.</summary>
internal static partial class Introspection
{
    private static readonly TypeSystem TypeSystem = Build();

    private static readonly ObjectType RootFields = (ObjectType)TypeSystem.Types.Find("__Root")!;

    /// <summary>The types of section 4.2 "Schema Introspection".</summary>
    public static IReadOnlyList<NamedType> Types { get; } = [.. TypeSystem.Types.Where(type => type != RootFields)];

    /// <summary><c>__schema</c> and <c>__type</c>, which the query root has beside its own fields.</summary>
    public static FieldDefinition? FindRootField(Name name) => RootFields.Fields.Find(name);

    private static TypeSystem Build()
    {
        var typeSystem = BuildSchema.SpecifiedTypeSystem(Sdl, "introspection.graphql");
        BindingChecks.Apply(typeSystem, Bindings());
        return typeSystem;
    }

    private static SchemaBindings Bindings()
    {
        var bindings = new SchemaBindings();
        BindRoot(bindings.Object<Root>("__Root"));
        BindSchema(bindings.Object<Schema>("__Schema"));
        BindType(bindings.Object<GraphType>("__Type"));
        BindField(bindings.Object<FieldDefinition>("__Field"));
        BindDirective(bindings.Object<DirectiveDefinition>("__Directive"));
        bindings.Object<InputDefinition>("__InputValue")
            .Field("name", input => input.Name)
            .NullableField("description", input => input.Description)
            .Field("type", input => input.Type)
            .NullableField("defaultValue", input => input.DefaultValue?.ToString())
            .Field("isDeprecated", input => input.DeprecationReason is not null)
            .NullableField("deprecationReason", input => input.DeprecationReason);
        bindings.Object<EnumValueDefinition>("__EnumValue")
            .Field("name", value => value.Name)
            .NullableField("description", value => value.Description)
            .Field("isDeprecated", value => value.DeprecationReason is not null)
            .NullableField("deprecationReason", value => value.DeprecationReason);
        return bindings;
    }

    private static void BindRoot(ObjectBinding<Root> root) => root
        .Define("__schema", field => field.Returns(Output.Of<Schema>()).Sync((_, call) => call.Schema))
        .Define("__type", field =>
        {
            var name = field.Argument<string>("name");
            return field.Returns(Output.Nullable<GraphType>())
                .Sync((_, call) => call.Schema.Types.Find(call.Get(name)));
        });

    private static void BindSchema(ObjectBinding<Schema> schema) => schema
        .NullableField("description", it => it.Description)
        .ListField<GraphType>("types", it => it.Types)
        .Field<GraphType>("queryType", it => it.Query!)
        .NullableField<GraphType>("mutationType", it => it.Mutation)
        .NullableField<GraphType>("subscriptionType", it => it.Subscription)
        .ListField("directives", it => it.Directives);

    private static void BindType(ObjectBinding<GraphType> type) => type
        .Field("kind", KindOf)
        .NullableField("name", it => (it as NamedType)?.Name)
        .NullableField("description", it => (it as NamedType)?.Description)
        .NullableField("specifiedByURL", it => (it as ScalarType)?.SpecifiedByUrl)
        .Define("fields", field => WithDeprecated(
            field, it => (it as FieldsType)?.Fields, definition => definition.DeprecationReason))
        .Property("interfaces", Nullables<GraphType>(), it => (it as FieldsType)?.Interfaces)
        .Property("possibleTypes", Nullables<GraphType>(), PossibleTypes)
        .Define("enumValues", field => WithDeprecated(
            field, it => (it as EnumType)?.Values, definition => definition.DeprecationReason))
        .Define("inputFields", field => WithDeprecated(
            field, it => (it as InputObjectType)?.Fields, definition => definition.DeprecationReason))
        .NullableField("ofType", it => (it as ListType)?.Item ?? (it as NonNullType)?.Inner)
        .NullableField("isOneOf", it => (it as InputObjectType)?.IsOneOf);

    private static void BindField(ObjectBinding<FieldDefinition> field) => field
        .Field("name", it => it.Name)
        .NullableField("description", it => it.Description)
        .Define("args", args => Arguments(args, it => it.Arguments))
        .Field("type", it => it.Type)
        .Field("isDeprecated", it => it.DeprecationReason is not null)
        .NullableField("deprecationReason", it => it.DeprecationReason);

    private static void BindDirective(ObjectBinding<DirectiveDefinition> directive) => directive
        .Field("name", it => it.Name)
        .NullableField("description", it => it.Description)
        .Field("isRepeatable", it => it.IsRepeatable)
        .ListField("locations", it => it.Locations)
        .Define("args", args => Arguments(args, it => it.Arguments));

    private static FieldBinding Arguments<TParent>(
        FieldBuilder<TParent> field, Func<TParent, NameTable<InputDefinition>> read)
        where TParent : notnull
    {
        var includeDeprecated = field.Argument<bool>("includeDeprecated");
        return field.Returns(Output.List<InputDefinition>()).Sync((parent, call) =>
            Shown(read(parent), it => it.DeprecationReason, call.Get(includeDeprecated)));
    }

    private static FieldBinding WithDeprecated<T>(
        FieldBuilder<GraphType> field, Func<GraphType, IReadOnlyList<T>?> read, Func<T, string?> deprecationReason)
        where T : notnull
    {
        var includeDeprecated = field.Argument<bool>("includeDeprecated");
        return field.Returns(Nullables<T>()).Sync((type, call) =>
            read(type) is { } all ? Shown(all, deprecationReason, call.Get(includeDeprecated)) : null);
    }

    private static Output<IReadOnlyList<T>?> Nullables<T>()
        where T : notnull => Output.NullableList(Output.Of<T>());

    private static IReadOnlyList<T> Shown<T>(
        IReadOnlyList<T> all, Func<T, string?> deprecationReason, bool includeDeprecated) =>
        includeDeprecated ? all : [.. all.Where(definition => deprecationReason(definition) is null)];

    private static IReadOnlyList<ObjectType>? PossibleTypes(GraphType type) =>
        type is InterfaceType or UnionType ? ((CompositeType)type).PossibleTypes : null;

    private static string KindOf(GraphType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        NonNullType => "NON_NULL",
        _ => throw new UnreachableException($"{type} is of no kind."),
    };
}
