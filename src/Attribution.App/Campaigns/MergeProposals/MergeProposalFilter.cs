using System.Collections.Immutable;

namespace Attribution.App.Campaigns.MergeProposals;

/// <summary>Which proposals a list shows; what is null does not matter.</summary>
internal sealed record MergeProposalFilter(ImmutableArray<MergeProposalState>? States = null, Guid? Campaign = null)
{
    internal static MergeProposalFilter All { get; } = new();
}
