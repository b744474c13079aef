using Attribution.GraphQL.Language;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Observability;
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

    /// <summary>How long an operation may take before it counts as slow.</summary>
    public TimeSpan SlowOperationThreshold { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Told of every operation that was slow.</summary>
    public Action<SlowOperation>? OnSlowOperation { get; init; }

    /// <summary>Told of every exception that the client is not shown.</summary>
    public Action<ResolverFailure>? OnResolverFailure { get; init; }
}
