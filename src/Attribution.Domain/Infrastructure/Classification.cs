using System.Collections.Frozen;
using Attribution.Domain.Access;
using Attribution.Domain.Hypotheses;

namespace Attribution.Domain.Infrastructure;

/// <summary>A role, the rule that decided it and what in the facts did.</summary>
public sealed record Classification(
    InfrastructureRole Role,
    ClassificationRule Rule,
    string? DecidedBy,
    int? ConfidencePercent)
{
    private static readonly FrozenDictionary<string, InfrastructureRole> RolesByType =
        new Dictionary<string, InfrastructureRole>(StringComparer.Ordinal)
        {
            ["command-and-control"] = InfrastructureRole.C2,
            ["botnet"] = InfrastructureRole.C2,
            ["staging"] = InfrastructureRole.Staging,
            ["hosting-target-lists"] = InfrastructureRole.Staging,
            ["exfiltration"] = InfrastructureRole.Exfiltration,
            ["hosting-malware"] = InfrastructureRole.Delivery,
            ["phishing"] = InfrastructureRole.Delivery,
            ["anonymization"] = InfrastructureRole.Proxy,
            ["credential-harvesting"] = InfrastructureRole.CredentialHarvest,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, InfrastructureRole> RolesByPhase =
        new Dictionary<string, InfrastructureRole>(StringComparer.Ordinal)
        {
            ["ta0011"] = InfrastructureRole.C2,
            ["command-and-control"] = InfrastructureRole.C2,
            ["ta0001"] = InfrastructureRole.Delivery,
            ["initial-access"] = InfrastructureRole.Delivery,
            ["ta0010"] = InfrastructureRole.Exfiltration,
            ["exfiltration"] = InfrastructureRole.Exfiltration,
            ["ta0042"] = InfrastructureRole.Staging,
            ["resource-development"] = InfrastructureRole.Staging,
            ["ta0006"] = InfrastructureRole.CredentialHarvest,
            ["credential-access"] = InfrastructureRole.CredentialHarvest,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<int> PortsOfC2 = new[] { 443, 8443, 4443, 8080, 80 }.ToFrozenSet();

    /// <summary>The first rule that answers wins: types, then phases, then ports, then UNKNOWN.</summary>
    public static Classification Of(InfrastructureFacts facts)
    {
        var confidence = Capped(facts);
        return First(facts.Types, RolesByType, ClassificationRule.InfrastructureType, confidence)
            ?? First(facts.Phases, RolesByPhase, ClassificationRule.KillChainPhase, confidence)
            ?? ByPort(facts.Ports, confidence)
            ?? new Classification(InfrastructureRole.Unknown, ClassificationRule.NothingKnown, null, confidence);
    }

    private static int? Capped(InfrastructureFacts facts) =>
        facts.Source.IsMachine() && facts.ConfidencePercent > AiCeiling.Value
            ? AiCeiling.Value
            : facts.ConfidencePercent;

    private static Classification? First(
        ImmutableArray<string> words,
        FrozenDictionary<string, InfrastructureRole> roles,
        ClassificationRule rule,
        int? confidence)
    {
        var word = words.OrEmpty().FirstOrDefault(word => roles.ContainsKey(Normalise(word)));
        return word is null ? null : new Classification(roles[Normalise(word)], rule, word, confidence);
    }

    private static Classification? ByPort(ImmutableArray<int> ports, int? confidence)
    {
        foreach (var port in ports.OrEmpty().Where(PortsOfC2.Contains))
        {
            return new Classification(InfrastructureRole.C2, ClassificationRule.Port, $"{port}", confidence);
        }

        return null;
    }

    private static string Normalise(string? word) => (word ?? "").Trim().ToLowerInvariant().Replace('_', '-');
}
