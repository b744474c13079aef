namespace Attribution.Stix.Taxii;

/// <summary>What a server says with each status that is no success (section 3.6.1). The codes are stable.</summary>
public static class TaxiiProblem
{
    /// <summary>The error to send with a status.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="description">What to do about it, when there is more to say; nothing internal.</param>
    /// <param name="errorId">Under which the server's log has it.</param>
    public static TaxiiError Of(int status, string? description = null, string? errorId = null)
    {
        var (title, code) = status switch
        {
            400 => ("Malformed request", "TAXII_MALFORMED_REQUEST"),
            401 => ("Say who you are", "TAXII_UNAUTHENTICATED"),
            403 => ("Not allowed", "TAXII_FORBIDDEN"),
            404 => ("Not found", "TAXII_NOT_FOUND"),
            405 => ("Not a method of this resource", "TAXII_METHOD_NOT_ALLOWED"),
            406 => ("Not acceptable", "TAXII_NOT_ACCEPTABLE"),
            413 => ("Too large", "TAXII_TOO_LARGE"),
            415 => ("Wrong content type", "TAXII_WRONG_CONTENT_TYPE"),
            422 => ("Not processable", "TAXII_NOT_PROCESSABLE"),
            429 => ("Too many requests", "TAXII_RATE_LIMITED"),
            503 => ("Away", "TAXII_UNAVAILABLE"),
            >= 500 => ("Server error", "TAXII_INTERNAL"),
            _ => ("Refused", "TAXII_REFUSED"),
        };
        return new TaxiiError(
            title, description, errorId, code, status.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
