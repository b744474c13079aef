using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Attribution.App.Access.Audit;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.Dormancy;
using Attribution.App.Campaigns.MergeProposals;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Infrastructure;
using Attribution.App.Intake;
using Attribution.App.Investigations.InvestigationDetails;
using Attribution.App.Pipeline;
using Attribution.App.Publishing;
using Attribution.Domain.Actors;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;
using Attribution.Domain.Dormancy;
using Attribution.Domain.Hypotheses;
using Attribution.Domain.Infrastructure;
using Attribution.Domain.Investigations;
using Attribution.Domain.KillChain;

namespace Attribution.App.Storage;

/// <summary>How events and read models are written as JSON: camelCase, enums in UPPER_SNAKE, nothing that is
/// null.</summary>
[JsonSerializable(typeof(CampaignEvent.Created))]
[JsonSerializable(typeof(CampaignEvent.Promoted))]
[JsonSerializable(typeof(CampaignEvent.Activated))]
[JsonSerializable(typeof(CampaignEvent.WentDormant))]
[JsonSerializable(typeof(CampaignEvent.Reactivated))]
[JsonSerializable(typeof(CampaignEvent.Concluded))]
[JsonSerializable(typeof(CampaignEvent.ProfileRevised))]
[JsonSerializable(typeof(CampaignEvent.ParentAssigned))]
[JsonSerializable(typeof(CampaignEvent.ParentRemoved))]
[JsonSerializable(typeof(CampaignEvent.ClusterMerged))]
[JsonSerializable(typeof(CampaignEvent.ClusterLinked))]
[JsonSerializable(typeof(CampaignEvent.ClusterUnlinked))]
[JsonSerializable(typeof(CampaignEvent.IndicatorsLinked))]
[JsonSerializable(typeof(CampaignEvent.IndicatorsUnlinked))]
[JsonSerializable(typeof(CampaignEvent.TechniquesObserved))]
[JsonSerializable(typeof(CampaignEvent.TechniquesDiscarded))]
[JsonSerializable(typeof(CampaignEvent.InvestigationLinked))]
[JsonSerializable(typeof(CampaignEvent.InvestigationUnlinked))]
[JsonSerializable(typeof(CampaignEvent.ActorAssociated))]
[JsonSerializable(typeof(CampaignEvent.ActorDissociated))]
[JsonSerializable(typeof(CampaignEvent.TargetsIdentified))]
[JsonSerializable(typeof(CampaignEvent.TargetsDiscarded))]
[JsonSerializable(typeof(CampaignEvent.ReferenceCited))]
[JsonSerializable(typeof(CampaignEvent.ReferenceWithdrawn))]
[JsonSerializable(typeof(CampaignEvent.Tagged))]
[JsonSerializable(typeof(CampaignEvent.Untagged))]
[JsonSerializable(typeof(CampaignEvent.Reclassified))]
[JsonSerializable(typeof(CampaignEvent.Redacted))]
[JsonSerializable(typeof(HypothesisEvent.Proposed))]
[JsonSerializable(typeof(HypothesisEvent.EvidenceAdded))]
[JsonSerializable(typeof(HypothesisEvent.EvidenceWithdrawn))]
[JsonSerializable(typeof(HypothesisEvent.EvidenceRated))]
[JsonSerializable(typeof(HypothesisEvent.ConfidenceRevised))]
[JsonSerializable(typeof(HypothesisEvent.ReviewedByAnalyst))]
[JsonSerializable(typeof(HypothesisEvent.Resolved))]
[JsonSerializable(typeof(HypothesisEvent.Reopened))]
[JsonSerializable(typeof(ActorEvent.Registered), TypeInfoPropertyName = "ActorRegistered")]
[JsonSerializable(typeof(ActorEvent.ProfileRevised), TypeInfoPropertyName = "ActorProfileRevised")]
[JsonSerializable(typeof(ActorEvent.AliasClaimed))]
[JsonSerializable(typeof(ActorEvent.AliasWithdrawn))]
[JsonSerializable(typeof(ActorEvent.CapabilitiesAttributed))]
[JsonSerializable(typeof(ActorEvent.CapabilitiesWithdrawn))]
[JsonSerializable(typeof(ActorEvent.TargetingIdentified))]
[JsonSerializable(typeof(ActorEvent.TargetingDiscarded))]
[JsonSerializable(typeof(ActorEvent.LikenessClaimed))]
[JsonSerializable(typeof(ActorEvent.LikenessWithdrawn))]
[JsonSerializable(typeof(ActorEvent.Merged), TypeInfoPropertyName = "ActorMerged")]
[JsonSerializable(typeof(ActorEvent.MergeUndone), TypeInfoPropertyName = "ActorMergeUndone")]
[JsonSerializable(typeof(ActorEvent.Reclassified), TypeInfoPropertyName = "ActorReclassified")]
[JsonSerializable(typeof(InvestigationEvent.Opened), TypeInfoPropertyName = "InvestigationOpened")]
[JsonSerializable(typeof(InvestigationEvent.Retitled), TypeInfoPropertyName = "InvestigationRetitled")]
[JsonSerializable(typeof(InvestigationEvent.Closed), TypeInfoPropertyName = "InvestigationClosed")]
[JsonSerializable(typeof(InvestigationEvent.Reopened), TypeInfoPropertyName = "InvestigationReopened")]
[JsonSerializable(typeof(InvestigationEvent.Reclassified), TypeInfoPropertyName = "InvestigationReclassified")]
[JsonSerializable(typeof(MergeProposalEvent.Raised), TypeInfoPropertyName = "MergeProposalRaised")]
[JsonSerializable(typeof(MergeProposalEvent.Refreshed), TypeInfoPropertyName = "MergeProposalRefreshed")]
[JsonSerializable(typeof(MergeProposalEvent.Accepted), TypeInfoPropertyName = "MergeProposalAccepted")]
[JsonSerializable(typeof(MergeProposalEvent.Rejected), TypeInfoPropertyName = "MergeProposalRejected")]
[JsonSerializable(typeof(DormancyProposalEvent.Raised), TypeInfoPropertyName = "DormancyProposalRaised")]
[JsonSerializable(typeof(DormancyProposalEvent.Accepted), TypeInfoPropertyName = "DormancyProposalAccepted")]
[JsonSerializable(typeof(DormancyProposalEvent.Rejected), TypeInfoPropertyName = "DormancyProposalRejected")]
[JsonSerializable(typeof(CampaignView))]
[JsonSerializable(typeof(HypothesisView))]
[JsonSerializable(typeof(ImmutableArray<EvidenceView>))]
[JsonSerializable(typeof(InvestigationView))]
[JsonSerializable(typeof(MergeProposalView))]
[JsonSerializable(typeof(DormancyProposalView))]
[JsonSerializable(typeof(ActorView))]
[JsonSerializable(typeof(FirstAnswer))]
[JsonSerializable(typeof(MessagePublisher))]
[JsonSerializable(typeof(OutgoingNote))]
[JsonSerializable(typeof(AccessEntry))]
[JsonSerializable(typeof(SilenceReminder))]
[JsonSerializable(typeof(CampaignNotice))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(InfrastructureEvent.Classified))]
[JsonSerializable(typeof(InfrastructureEvent.Relabelled))]
[JsonSerializable(typeof(InfrastructureView))]
[JsonSerializable(typeof(NavigatorLayer))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    /// <summary>The one set of rules for everything that is stored.</summary>
    internal static StoredJson Contract { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new InstantJsonConverter(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    });
}
