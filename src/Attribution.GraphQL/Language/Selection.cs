namespace Attribution.GraphQL.Language;

/// <summary>What stands between two braces (section 2.4 "Selection Sets").</summary>
public sealed record SelectionSet(Location Location, SyntaxList<Selection> Selections) : SyntaxNode(Location);

/// <summary>One member of a selection set.</summary>
public abstract record Selection : SyntaxNode
{
    private Selection(Location location, SyntaxList<Directive> directives)
        : base(location) => Directives = directives;

    /// <summary>Directives in the order they stand.</summary>
    public SyntaxList<Directive> Directives { get; init; }

    /// <summary>Section 2.5 "Fields".</summary>
    public sealed record Field(
        Location Location,
        Name? Alias,
        Name Name,
        SyntaxList<Argument> Arguments,
        SyntaxList<Directive> Directives,
        SelectionSet? SelectionSet) : Selection(Location, Directives)
    {
        /// <summary>The key of the field's value in the response: its alias, else its name.</summary>
        public Name ResponseKey => Alias ?? Name;
    }

    /// <summary><c>...Name</c></summary>
    public sealed record FragmentSpread(Location Location, Name Name, SyntaxList<Directive> Directives)
        : Selection(Location, Directives);

    /// <summary><c>... on Type { }</c>, the condition being optional.</summary>
    public sealed record InlineFragment(
        Location Location,
        TypeReference.Named? TypeCondition,
        SyntaxList<Directive> Directives,
        SelectionSet SelectionSet) : Selection(Location, Directives);
}

/// <summary>A named value given to a field or directive (section 2.6 "Arguments").</summary>
public sealed record Argument(Location Location, Name Name, Value Value) : SyntaxNode(Location);

/// <summary>An applied directive (section 2.12 "Directives").</summary>
public sealed record Directive(Location Location, Name Name, SyntaxList<Argument> Arguments) : SyntaxNode(Location);

/// <summary>A type as written in a document (section 2.11 "Type References").</summary>
public abstract record TypeReference : SyntaxNode
{
    private TypeReference(Location location)
        : base(location)
    {
    }

    /// <summary>A type by its name.</summary>
    public sealed record Named(Location Location, Name Name) : TypeReference(Location);

    /// <summary><c>[Item]</c></summary>
    public sealed record List(Location Location, TypeReference Item) : TypeReference(Location);

    /// <summary><c>Inner!</c></summary>
    public sealed record NonNull(Location Location, TypeReference Inner) : TypeReference(Location);
}
