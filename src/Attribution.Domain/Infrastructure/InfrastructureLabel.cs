using System.Diagnostics;

namespace Attribution.Domain.Infrastructure;

/// <summary>What is remembered about the role of a piece of infrastructure.</summary>
public abstract record InfrastructureLabel : IState<InfrastructureLabel, InfrastructureEvent>
{
    private InfrastructureLabel()
    {
    }

    public static InfrastructureLabel Initial { get; } = new Unlabelled();

    public InfrastructureLabel Evolve(InfrastructureEvent happened) => happened switch
    {
        InfrastructureEvent.Classified classified => new ByRule(classified.Classification),
        InfrastructureEvent.Relabelled relabelled => new ByAnalyst(relabelled.Role),
        _ => throw new UnreachableException($"{happened.GetType().Name} is no event of a label."),
    };

    public sealed record Unlabelled : InfrastructureLabel;

    public sealed record ByRule(Classification Classification) : InfrastructureLabel;

    public sealed record ByAnalyst(InfrastructureRole Role) : InfrastructureLabel;
}
