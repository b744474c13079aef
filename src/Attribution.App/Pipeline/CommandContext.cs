using System.Collections.Immutable;

namespace Attribution.App.Pipeline;

/// <summary>What a caller says of its command beside the command itself.</summary>
/// <param name="ExpectedVersion">The version the caller saw; null when it does not mind others' changes.</param>
/// <param name="Reason">Why; recorded with the events.</param>
/// <param name="CorrelationId">What larger piece of work this belongs to.</param>
/// <param name="CausationId">The message that asked for it.</param>
internal sealed record CommandContext(
    long? ExpectedVersion = null, string? Reason = null, string? CorrelationId = null, string? CausationId = null)
{
    /// <summary>What makes the command take effect once; null when it may do so each time it comes.</summary>
    internal OnceKey? Once { get; init; }

    /// <summary>Whether the aggregate's id was made for this command, so that nothing needs to be read first. Should
    /// something be there all the same, the commit is refused and the command decided again on it.</summary>
    internal bool IsForNewStream { get; init; }

    /// <summary>The trace of the message that asked for it; null when it had none.</summary>
    internal string? TraceParent { get; init; }

    /// <summary>Where it comes from, when it was said elsewhere first: kept as headers beside the events.</summary>
    internal ImmutableSortedDictionary<string, string> Provenance { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;
}
