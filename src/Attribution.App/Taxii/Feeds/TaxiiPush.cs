using System.Collections.Immutable;
using Attribution.Domain.Access;
using NodaTime;

namespace Attribution.App.Taxii.Feeds;

/// <summary>How far campaigns have come that are to be sent.</summary>
internal enum TaxiiPushState
{
    /// <summary>They are sent, now or later.</summary>
    Waiting,

    /// <summary>The server has said what became of each object.</summary>
    Done,

    /// <summary>It was tried too often. Asking for it again begins anew, with what is left.</summary>
    GivenUp,
}

/// <summary>Campaigns that are to be sent, as people read it.</summary>
internal sealed record TaxiiPushView(
    Guid Id,
    IReadOnlyList<Guid> Campaigns,
    Tlp Ceiling,
    Instant AskedAt,
    string AskedBy,
    int Attempts,
    Instant? NextAttemptAt,
    Instant? CompletedAt,
    string? Code,
    string? Problem,
    long Accepted,
    long NotAccepted,
    IReadOnlyList<TaxiiPushLoss> Losses)
{
    internal TaxiiPushState State => CompletedAt is null ? TaxiiPushState.Waiting
        : Code is null ? TaxiiPushState.Done
        : TaxiiPushState.GivenUp;
}

/// <summary>An object that the other server has not taken.</summary>
internal sealed record TaxiiPushLoss(string ObjectId, TaxiiSendResult Result, string Message);

/// <summary>What became of an object that was sent.</summary>
internal enum TaxiiSendResult
{
    /// <summary>The server has it. It is not sent again in this version.</summary>
    Accepted,

    /// <summary>The server will not take it as it is.</summary>
    Rejected,

    /// <summary>It does not fit into a request the server takes.</summary>
    TooLarge,

    /// <summary>The server has not said; it is sent again.</summary>
    Unknown,
}

/// <summary>Campaigns that this node sends now.</summary>
/// <param name="Feed">Where they go.</param>
/// <param name="Id">The push.</param>
/// <param name="Lease">By which the database knows that it is still this node's.</param>
/// <param name="Campaigns">The campaigns.</param>
/// <param name="Ceiling">Nothing narrower leaves.</param>
/// <param name="Attempts">How often it was tried.</param>
internal sealed record TakenPush(
    TaxiiFeed Feed, Guid Id, Guid Lease, ImmutableArray<Guid> Campaigns, Tlp Ceiling, int Attempts);

/// <summary>What became of one version of an object.</summary>
internal sealed record SentObject(ObjectKey Key, string Fingerprint, TaxiiSendResult Result, string? Message);

/// <summary>How an attempt ended.</summary>
/// <param name="RetryAt">When to try again; null when it is over.</param>
/// <param name="Failure">Why it did not go well.</param>
/// <param name="Counts">Whether it counts as an attempt: one that was interrupted does not.</param>
internal sealed record PushEnd(Instant? RetryAt, FeedFailure? Failure, bool Counts = true);
