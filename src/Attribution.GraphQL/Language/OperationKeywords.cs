using System.Diagnostics;

namespace Attribution.GraphQL.Language;

internal static class OperationKeywords
{
    /// <summary>The word a document uses for an operation's kind.</summary>
    public static string Keyword(this OperationKind kind) => kind switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        OperationKind.Subscription => "subscription",
        _ => throw new UnreachableException($"No operation is of the kind {kind}."),
    };
}
