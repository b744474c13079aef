namespace Attribution.GraphQL.Language;

/// <summary>What a document may cost the parser before it stops with an error that names the limit.</summary>
/// <param name="MaxTokens">Tokens without the ignored ones.</param>
/// <param name="MaxDepth">Selection sets, list and object values and list types inside one another. Bounds the stack:
/// a level takes less than a kilobyte of it.</param>
public sealed record ParserLimits(int MaxTokens = 20_000, int MaxDepth = 200)
{
    /// <summary>For documents of clients.</summary>
    public static ParserLimits Default { get; } = new();

    /// <summary>For schema fragments, which the application ships itself.</summary>
    public static ParserLimits Schema { get; } = new(MaxTokens: 10_000_000);
}
