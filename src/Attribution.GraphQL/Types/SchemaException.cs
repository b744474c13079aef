using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Types;

/// <summary>The schema, or what is bound to it, is wrong: the application must not start. Holds every fault found, not
/// only the first.</summary>
public sealed class SchemaException(IReadOnlyList<GraphQLError> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>What is wrong, each naming the file, type or field it is about.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; } = errors;
}
