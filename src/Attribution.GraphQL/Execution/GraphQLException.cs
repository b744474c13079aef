using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// What a resolver throws to tell the client why a field has no value. Message, code and extensions reach the client as
/// they stand; any other exception becomes an internal error that shows nothing of itself.
/// </summary>
/// <param name="message">For the client's developer.</param>
/// <param name="code">Stable; written as <c>extensions.code</c>.</param>
public sealed class GraphQLException(string message, string code) : Exception(message)
{
    /// <summary>The stable code, one of <see cref="ErrorCodes"/> or the application's own.</summary>
    public string Code { get; } = code;

    /// <summary>Further entries of <c>extensions</c>; values are what
    /// <see cref="System.Text.Json.JsonSerializer"/> writes.</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; init; } = new Dictionary<string, object?>();
}
