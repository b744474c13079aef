using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types;

/// <summary>The field <c>__typename: String!</c> that every composite type has (section 4.1 "Type Name
/// Introspection"). The executor answers it itself.</summary>
internal static class TypeNameField
{
    public static Name Key { get; } = Name.Of("__typename");

    public static FieldDefinition Instance { get; } = Create();

    private static FieldDefinition Create()
    {
        var type = SpecifiedTypes.Scalars.First(scalar => scalar.Name == "String").NonNull;
        var syntax = new FieldDeclaration(
            Key.Location,
            new Value.String(Key.Location, "The name of the object's type.", IsBlock: false),
            Key,
            [],
            new TypeReference.NonNull(Key.Location, new TypeReference.Named(Key.Location, type.Named.Key)),
            []);
        return new FieldDefinition(syntax, type, [], deprecationReason: null);
    }
}
