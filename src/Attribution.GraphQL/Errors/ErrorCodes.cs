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

    /// <summary>The document has more bytes than this server takes.</summary>
    public const string DocumentTooLarge = "DOCUMENT_TOO_LARGE";

    /// <summary>The operation has more aliases than this server takes.</summary>
    public const string TooManyAliases = "TOO_MANY_ALIASES";

    /// <summary>The operation has more root fields than this server takes.</summary>
    public const string TooManyRootFields = "TOO_MANY_ROOT_FIELDS";

    /// <summary>The operation may cost more than this server spends on one; <c>extensions</c> have its cost.</summary>
    public const string TooCostly = "TOO_COSTLY";

    /// <summary>A list's size must be said by exactly one argument, so that its cost is known.</summary>
    public const string SlicingArgumentRequired = "SLICING_ARGUMENT_REQUIRED";

    /// <summary>The operation took longer than this server lets one take.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>A subscription came by a transport that answers once.</summary>
    public const string SubscriptionNotSupported = "SUBSCRIPTION_NOT_SUPPORTED";

    /// <summary>The client runs as many operations at a time as it may.</summary>
    public const string TooManyOperations = "TOO_MANY_OPERATIONS";

    /// <summary>The server has no document of this hash yet: send it along (Apollo's automatic persisted queries).
    /// </summary>
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>The server does not take part in Apollo's automatic persisted queries.</summary>
    public const string PersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED";

    /// <summary>The server runs only documents it has been given beforehand, and this is none of them.</summary>
    public const string DocumentNotTrusted = "DOCUMENT_NOT_TRUSTED";

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
