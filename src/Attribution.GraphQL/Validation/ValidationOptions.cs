namespace Attribution.GraphQL.Validation;

/// <summary>What validating one document may cost, and what its errors may tell.</summary>
public sealed record ValidationOptions
{
    /// <summary>The defaults.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>Errors after which validation stops; one more then says so.</summary>
    public int MaxErrors { get; init; } = 50;

    /// <summary>Whether errors propose names of the schema ("Did you mean ...?"). Turn it off where introspection is
    /// off, for otherwise guesses reveal the schema.</summary>
    public bool SuggestNames { get; init; } = true;

    /// <summary>Pairs of fields with one response name that are compared before a document counts as too complex. Only
    /// documents that select the same names thousands of times get there.</summary>
    public int MaxFieldComparisons { get; init; } = 50_000;

    /// <summary>Whether documents may ask about the schema (<c>__schema</c>, <c>__type</c>).</summary>
    public bool AllowIntrospection { get; init; } = true;
}
