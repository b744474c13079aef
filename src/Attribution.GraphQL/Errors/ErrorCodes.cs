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

    /// <summary>The document does not have the operation that was asked for.</summary>
    public const string OperationNotFound = "OPERATION_NOT_FOUND";

    /// <summary>The document would cost more to check, or selects more, than this server allows.</summary>
    public const string TooComplex = "TOO_COMPLEX";

    /// <summary>There were more errors than a response shows.</summary>
    public const string TooManyErrors = "TOO_MANY_ERRORS";

    /// <summary>The HTTP request is not one the server understands.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>The operation may not come by this HTTP method.</summary>
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";

    /// <summary>The client takes none of the media types the server has.</summary>
    public const string NotAcceptable = "NOT_ACCEPTABLE";

    /// <summary>The request body has a media type or charset the server does not read.</summary>
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";

    /// <summary>The request body is larger than the server reads.</summary>
    public const string PayloadTooLarge = "PAYLOAD_TOO_LARGE";

    /// <summary>The schema itself is wrong; only ever seen at start-up.</summary>
    public const string InvalidSchema = "INVALID_SCHEMA";

    /// <summary>A bug of the server.</summary>
    public const string Internal = "INTERNAL";
}
