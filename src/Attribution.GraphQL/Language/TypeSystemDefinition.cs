namespace Attribution.GraphQL.Language;

/// <summary>The definitions of a schema (section 3 "Type System"). An extension is the same node, marked as
/// one.</summary>
public abstract partial record Definition
{
    /// <summary>Section 3.3 "Schema".</summary>
    public sealed record Schema(
        Location Location,
        Value.String? Description,
        SyntaxList<Language.Directive> Directives,
        SyntaxList<RootOperationType> OperationTypes,
        bool IsExtension) : Definition(Location);

    /// <summary>Section 3.13 "Directives".</summary>
    public sealed record Directive(
        Location Location,
        Value.String? Description,
        Name Name,
        SyntaxList<InputDeclaration> Arguments,
        bool IsRepeatable,
        SyntaxList<Name> Locations) : Definition(Location);

    /// <summary>Section 3.4 "Types".</summary>
    public abstract record Type : Definition
    {
        private protected Type(
            Location location,
            Value.String? description,
            Name name,
            SyntaxList<Language.Directive> directives,
            bool isExtension)
            : base(location)
        {
            Description = description;
            Name = name;
            Directives = directives;
            IsExtension = isExtension;
        }

        /// <summary>What the type is for; always absent on an extension.</summary>
        public Value.String? Description { get; init; }

        /// <summary>The type's name.</summary>
        public Name Name { get; init; }

        /// <summary>Directives in the order they stand.</summary>
        public SyntaxList<Language.Directive> Directives { get; init; }

        /// <summary>Whether the definition starts with <c>extend</c>.</summary>
        public bool IsExtension { get; init; }
    }

    /// <summary>Section 3.5 "Scalars".</summary>
    public sealed record Scalar(
        Location Location,
        Value.String? Description,
        Name Name,
        SyntaxList<Language.Directive> Directives,
        bool IsExtension) : Type(Location, Description, Name, Directives, IsExtension);

    /// <summary>Section 3.6 "Objects".</summary>
    public sealed record Object(
        Location Location,
        Value.String? Description,
        Name Name,
        SyntaxList<TypeReference.Named> Interfaces,
        SyntaxList<Language.Directive> Directives,
        SyntaxList<FieldDeclaration> Fields,
        bool IsExtension) : Type(Location, Description, Name, Directives, IsExtension);

    /// <summary>Section 3.7 "Interfaces".</summary>
    public sealed record Interface(
        Location Location,
        Value.String? Description,
        Name Name,
        SyntaxList<TypeReference.Named> Interfaces,
        SyntaxList<Language.Directive> Directives,
        SyntaxList<FieldDeclaration> Fields,
        bool IsExtension) : Type(Location, Description, Name, Directives, IsExtension);

    /// <summary>Section 3.8 "Unions".</summary>
    public sealed record Union(
        Location Location,
        Value.String? Description,
        Name Name,
        SyntaxList<Language.Directive> Directives,
        SyntaxList<TypeReference.Named> Members,
        bool IsExtension) : Type(Location, Description, Name, Directives, IsExtension);

    /// <summary>Section 3.9 "Enums".</summary>
    public sealed record Enum(
        Location Location,
        Value.String? Description,
        Name Name,
        SyntaxList<Language.Directive> Directives,
        SyntaxList<EnumValueDeclaration> Values,
        bool IsExtension) : Type(Location, Description, Name, Directives, IsExtension);

    /// <summary>Section 3.10 "Input Objects".</summary>
    public sealed record InputObject(
        Location Location,
        Value.String? Description,
        Name Name,
        SyntaxList<Language.Directive> Directives,
        SyntaxList<InputDeclaration> Fields,
        bool IsExtension) : Type(Location, Description, Name, Directives, IsExtension);
}

/// <summary>One line of a schema definition: <c>query: Query</c> (section 3.3.1 "Root Operation Types").</summary>
public sealed record RootOperationType(Location Location, OperationKind Kind, TypeReference.Named Type)
    : SyntaxNode(Location);

/// <summary>A field of an object or interface type, as declared.</summary>
public sealed record FieldDeclaration(
    Location Location,
    Value.String? Description,
    Name Name,
    SyntaxList<InputDeclaration> Arguments,
    TypeReference Type,
    SyntaxList<Directive> Directives) : SyntaxNode(Location);

/// <summary>An argument or an input field, as declared; the specification's <c>InputValueDefinition</c>.</summary>
public sealed record InputDeclaration(
    Location Location,
    Value.String? Description,
    Name Name,
    TypeReference Type,
    Value? DefaultValue,
    SyntaxList<Directive> Directives) : SyntaxNode(Location);

/// <summary>A value of an enum, as declared.</summary>
public sealed record EnumValueDeclaration(
    Location Location,
    Value.String? Description,
    Name Name,
    SyntaxList<Directive> Directives) : SyntaxNode(Location);
