using System.Collections.Frozen;

namespace Attribution.Domain.Infrastructure;

/// <summary>What can carry a label: an indicator, an infrastructure object, or an observable of the network.</summary>
public static class InfrastructureSubject
{
    private static readonly string[] Types =
    [
        "indicator", "infrastructure", "ipv4-addr", "ipv6-addr", "domain-name", "url", "email-addr", "mac-addr",
        "autonomous-system", "network-traffic", "x509-certificate",
    ];

    private static readonly FrozenSet<string> OnNetwork =
        Types.Where(type => type is not "indicator").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What a pattern is about, when it is something on the network.</summary>
    private static readonly string[] NetworkPatterns =
        [.. OnNetwork.Append("email-message").Select(type => type + ":")];

    /// <summary>The one spelling of a subject's STIX id, a bare UUID being an indicator's; null when the text names
    /// nothing that can carry a label.</summary>
    public static string? Normalise(string? subject) => StixId.Normalise(subject, Types);

    /// <summary>Whether a STIX type is something on the network, whatever an indicator says of it.</summary>
    public static bool IsOnNetwork(string? type) => type is not null && OnNetwork.Contains(type);

    /// <summary>Whether a STIX pattern looks for something on the network: what it begins with says so.</summary>
    public static bool IsOfNetwork(string pattern)
    {
        var start = pattern.TrimStart('[', '(', ' ');
        return NetworkPatterns.Any(type => start.StartsWith(type, StringComparison.Ordinal));
    }
}
