using Attribution.Domain.Access;
using Attribution.Domain.Confidence;

namespace Attribution.Domain.Infrastructure;

/// <summary>What is known about a piece of infrastructure.</summary>
/// <param name="Types">STIX <c>infrastructure_types</c>, matched as whole words: <c>aws-ec2</c> is no C2.</param>
/// <param name="Phases">Tactic ids or STIX phase names.</param>
/// <param name="ConfidencePercent">Of the indicator; null when it has none.</param>
/// <param name="Source">Who contributed it: what a machine says is capped.</param>
public sealed record InfrastructureFacts(
    ImmutableArray<string> Types,
    ImmutableArray<string> Phases,
    ImmutableArray<int> Ports,
    int? ConfidencePercent,
    Source Source)
{
    private const int PortMax = 65_535;

    /// <summary>The first thing wrong with them; a list nobody filled in is fine.</summary>
    internal Rejection? Problem() =>
        Check.AtMost(Types.OrEmpty().Length, "types")
        ?? Check.Each(Types.OrEmpty(), "types", (type, field) => Check.Length(type, Check.NameLengthMax, field))
        ?? Check.AtMost(Phases.OrEmpty().Length, "phases")
        ?? Check.Each(Phases.OrEmpty(), "phases", (phase, field) => Check.Length(phase, Check.NameLengthMax, field))
        ?? Check.AtMost(Ports.OrEmpty().Length, "ports")
        ?? Ports.OrEmpty().Select(PortProblem).FirstOrDefault(problem => problem is not null)
        ?? (ConfidencePercent is < 0 or > 100 ? ConfidenceRejection.OutOfRange("confidence") : null);

    private static Rejection? PortProblem(int port, int index) =>
        port is < 0 or > PortMax ? InfrastructureRejection.InvalidPort($"ports[{index}]") : null;
}
