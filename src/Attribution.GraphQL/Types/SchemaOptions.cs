namespace Attribution.GraphQL.Types;

/// <summary>How a schema is built from its fragments.</summary>
public sealed record SchemaOptions
{
    /// <summary>Whether every multi-word output field, optional argument and optional input field gets its deprecated
    /// snake_case twin: <c>created_at</c> beside <c>createdAt</c>. See <see cref="SnakeCaseTwins"/>.</summary>
    public bool AddSnakeCaseTwins { get; init; }

    /// <summary>Whether the schema has <c>@defer</c> and <c>@stream</c>.</summary>
    public bool IncrementalDelivery { get; init; } = true;
}
