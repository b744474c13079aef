using Attribution.GraphQL.Language;
using Attribution.GraphQL.Limits;

namespace Attribution.GraphQL.Observability;

/// <summary>An operation that took longer than it should, for the log. Variables are never part of it.</summary>
/// <param name="Name">The operation's name; null when it has none.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Duration">From its start to its last byte.</param>
/// <param name="Cost">What it might have cost.</param>
public sealed record SlowOperation(string? Name, OperationKind Kind, TimeSpan Duration, OperationCost Cost);
