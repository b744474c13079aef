namespace Attribution.GraphQL.Documents;

/// <summary>Which documents a client may name instead of sending.</summary>
public sealed record PersistedDocumentOptions
{
    /// <summary>The documents known beforehand; see <see cref="TrustedDocuments"/>.</summary>
    public TrustedDocuments Trusted { get; init; } = TrustedDocuments.None;

    /// <summary>Whether nothing but trusted documents is run.</summary>
    public bool OnlyTrusted { get; init; }

    /// <summary>How many documents clients may register by sending them once with their hash (Apollo's automatic
    /// persisted queries); 0 turns that off.</summary>
    public int MaxAutomatic { get; init; } = 1_000;
}
