namespace Attribution.Stix.Patterns;

/// <summary>How the value of a <see cref="PatternObservable"/> is meant.</summary>
public enum ObservableMatch
{
    /// <summary>The property equals the value (<c>=</c> and <c>IN</c>).</summary>
    Exact,

    /// <summary>The value is one end of a range (<c>&lt;</c>, <c>&gt;=</c> ...).</summary>
    Bound,

    /// <summary>The value is a block of addresses (<c>ISSUBSET</c>, <c>ISSUPERSET</c>).</summary>
    Network,

    /// <summary>The value has wildcards <c>%</c> and <c>_</c>.</summary>
    Wildcard,

    /// <summary>The value is a regular expression.</summary>
    Expression,
}

/// <summary>Something a pattern looks for.</summary>
/// <param name="Type">The observable's type; a reference such as <c>dst_ref.value</c> is followed to what it points
/// to.</param>
/// <param name="Property">The property of that type, such as <c>value</c> or <c>hashes.SHA-256</c>; list positions are
/// left out and hash algorithms are named as the specification does.</param>
/// <param name="Value">The value as text; hexadecimal hashes in lower case.</param>
/// <param name="Match">How the value is meant.</param>
/// <param name="IsNegated">Whether the pattern asks for anything but this.</param>
public sealed record PatternObservable(
    string Type, string Property, string Value, ObservableMatch Match, bool IsNegated);
