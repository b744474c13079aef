using Attribution.Domain.Access;
using Attribution.Domain.Infrastructure;

namespace Attribution.App.Infrastructure;

/// <summary>Infrastructure as clients read it: with the label that was stored, or with what the rules answer when
/// nothing was.</summary>
internal sealed record LabelledInfrastructure(string Subject, Classification Classification, InfrastructureView? Label)
{
    internal static LabelledInfrastructure From(InfrastructureView view) => new(
        view.Subject, new Classification(view.Role, view.Rule, view.DecidedBy, view.Confidence), view);

    /// <param name="subject">What nobody has classified.</param>
    /// <param name="imported">What the rules make of an imported object; null where there is none.</param>
    internal static LabelledInfrastructure Unlabelled(string subject, Classification? imported) => new(
        subject,
        imported ?? Classification.Of(
            new InfrastructureFacts([], [], [], ConfidencePercent: null, Source.ClusterDetector)),
        Label: null);
}
