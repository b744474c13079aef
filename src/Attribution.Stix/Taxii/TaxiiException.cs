using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>Why a TAXII server could not be used; the codes never change their meaning.</summary>
public static class TaxiiFailureCodes
{
    /// <summary>The server does not know the credentials (401).</summary>
    public const string Unauthenticated = "TAXII_UNAUTHENTICATED";

    /// <summary>The credentials do not suffice (403).</summary>
    public const string Forbidden = "TAXII_FORBIDDEN";
    public const string NotFound = "TAXII_NOT_FOUND";

    /// <summary>The server refuses the request as it is (any other 4xx): repeating it will not help.</summary>
    public const string Rejected = "TAXII_REJECTED";

    /// <summary>The server is overloaded, failing or not to be reached, also after every retry.</summary>
    public const string Unavailable = "TAXII_UNAVAILABLE";

    /// <summary>The answer is no TAXII at all, such as the page of a proxy.</summary>
    public const string WrongContentType = "TAXII_WRONG_CONTENT_TYPE";

    /// <summary>The answer claims to be TAXII and is not valid JSON of the right shape.</summary>
    public const string Malformed = "TAXII_MALFORMED_ANSWER";
    public const string TooLarge = "TAXII_ANSWER_TOO_LARGE";

    /// <summary>The server sends the request to another host, where our credentials have no business.</summary>
    public const string RedirectedElsewhere = "TAXII_REDIRECTED_ELSEWHERE";

    /// <summary>The server announces more objects and offers no way to them.</summary>
    public const string NoProgress = "TAXII_NO_PROGRESS";
}

/// <summary>
/// A TAXII server could not be used. Retries are over when this is thrown; the caller tries again later, from the same
/// cursor, when <see cref="IsTransient"/>, and asks a person otherwise.
/// </summary>
public sealed class TaxiiException : Exception
{
    internal TaxiiException(string code, string message, Exception? inner = null) : base(message, inner) => Code = code;

    /// <summary>One of <see cref="TaxiiFailureCodes"/>.</summary>
    public string Code { get; }

    /// <summary>The HTTP status of the answer; null when there was none.</summary>
    public int? HttpStatus { get; internal init; }

    /// <summary>What the server said, when it said it in TAXII's form.</summary>
    public TaxiiError? Error { get; internal init; }

    /// <summary>When the server asked to be left alone until.</summary>
    public Duration? RetryAfter { get; internal init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient { get; internal init; }
}
