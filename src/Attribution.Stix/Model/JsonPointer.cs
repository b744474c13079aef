namespace Attribution.Stix;

/// <summary>Writes the reference tokens of a JSON Pointer (RFC 6901).</summary>
internal static class JsonPointer
{
    public static string Escape(string token) => token.AsSpan().IndexOfAny('~', '/') < 0
        ? token
        : token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
