namespace Attribution.GraphQL.Errors;

/// <summary>The values of <c>extensions.code</c> that the engine itself gives. They never change.</summary>
public static class ErrorCodes
{
    /// <summary>The document is not GraphQL: a lexical or grammatical error, or not UTF-8.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document breaks a validation rule of the specification.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>A variable or an argument has a value its type does not take.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>The document has more tokens than this server takes.</summary>
    public const string TooManyTokens = "TOO_MANY_TOKENS";

    /// <summary>The document nests deeper than this server takes.</summary>
    public const string TooDeep = "TOO_DEEP";

    /// <summary>The document would cost more to check than this server spends.</summary>
    public const string TooComplex = "TOO_COMPLEX";

    /// <summary>The schema itself is wrong; only ever seen at start-up.</summary>
    public const string InvalidSchema = "INVALID_SCHEMA";

    /// <summary>A bug of the server.</summary>
    public const string Internal = "INTERNAL";
}
