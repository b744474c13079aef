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

    /// <summary>The one spelling of a subject's STIX id, a bare UUID being an indicator's; null when the text names
    /// nothing that can carry a label.</summary>
    public static string? Normalise(string? subject) => StixId.Normalise(subject, Types);

    /// <summary>Whether a STIX type is something on the network, whatever an indicator says of it.</summary>
    public static bool IsOnNetwork(string? type) => type is not null && OnNetwork.Contains(type);
}
