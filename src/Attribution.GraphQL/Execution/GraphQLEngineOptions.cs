using Attribution.GraphQL.Language;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Validation;

namespace Attribution.GraphQL.Execution;

/// <summary>How an engine works and where it stops.</summary>
public sealed record GraphQLEngineOptions
{
    /// <summary>How much the parser reads of one document.</summary>
    public ParserLimits Parser { get; init; } = ParserLimits.Default;

    /// <summary>What validating one document may cost, and whether it may ask about the schema.</summary>
    public ValidationOptions Validation { get; init; } = ValidationOptions.Default;

    /// <summary>How many documents are kept parsed, validated and planned.</summary>
    public int MaxCachedDocuments { get; init; } = 1_000;

    /// <summary>What one operation may ask for.</summary>
    public OperationLimits Limits { get; init; } = OperationLimits.Default;

    /// <summary>Told of every exception that the client is not shown.</summary>
    public Action<ResolverFailure>? OnResolverFailure { get; init; }
}
