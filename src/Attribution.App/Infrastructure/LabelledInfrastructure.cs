using Attribution.Domain.Access;
using Attribution.Domain.Infrastructure;

namespace Attribution.App.Infrastructure;

/// <summary>Infrastructure as clients read it: with the label that was stored, or with what the rules answer when
/// nothing was.</summary>
internal sealed record LabelledInfrastructure(string Subject, Classification Classification, InfrastructureView? Label)
{
    internal static LabelledInfrastructure From(InfrastructureView view) => new(
        view.Subject, new Classification(view.Role, view.Rule, view.DecidedBy, view.Confidence), view);

    internal static LabelledInfrastructure Unlabelled(string subject) => new(
        subject,
        Classification.Of(new InfrastructureFacts([], [], [], ConfidencePercent: null, Source.ClusterDetector)),
        Label: null);
}
