using Attribution.Messaging;

namespace Attribution.App.Publishing;

/// <summary>What came of telling a subscriber.</summary>
internal abstract record Reception
{
    private Reception()
    {
    }

    /// <summary>It has taken it.</summary>
    internal sealed record Taken : Reception;

    /// <summary>It may take it another time.</summary>
    internal sealed record Failed(string Problem) : Reception;

    /// <summary>It wants to hear nothing any more.</summary>
    internal sealed record Gone(string Problem) : Reception;

    /// <summary>It will never take this.</summary>
    internal sealed record Never(string Problem) : Reception;
}

/// <summary>Carries a notice to a subscriber.</summary>
/// <param name="subscription">Whom it is for.</param>
/// <param name="id">The same each time the same is told to the same subscriber.</param>
/// <param name="notice">What it is told.</param>
/// <param name="cancellation">Ends the attempt.</param>
internal delegate Task<Reception> Carrier(
    Subscription subscription, string id, Envelope notice, CancellationToken cancellation);
