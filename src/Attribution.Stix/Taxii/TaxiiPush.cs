using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>What became of a pushed object.</summary>
public enum TaxiiPushResult
{
    /// <summary>The server has it.</summary>
    Accepted,

    /// <summary>The server will not take it as it is.</summary>
    Rejected,

    /// <summary>It does not fit into a request the server takes.</summary>
    TooLarge,

    /// <summary>The server took the request and did not say in time what became of the object; send it again.</summary>
    Unknown,
}

/// <summary>The fate of one object.</summary>
/// <param name="Object">The object.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Message">The server's reason, when there is one.</param>
/// <param name="StatusId">The server's status resource, for asking again.</param>
public sealed record TaxiiPushOutcome(StixObject Object, TaxiiPushResult Result, string? Message, string? StatusId);

/// <summary>Sizes and patience of a push.</summary>
public sealed record TaxiiPushOptions
{
    /// <summary>Largest request body in bytes; from <see cref="TaxiiApiRoot.MaxContentLengthBytes"/>.</summary>
    public long MaxContentLengthBytes { get; init; } = 10L * 1024 * 1024;

    /// <summary>How many objects go into one request.</summary>
    public int MaxObjects { get; init; } = 500;

    /// <summary>How long to wait for the server to finish one request.</summary>
    public Duration StatusTimeout { get; init; } = Duration.FromMinutes(2);

    /// <summary>The wait between two questions for the status; it doubles up to ten seconds.</summary>
    public Duration StatusDelay { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>How often a refused request is divided to find the object that is to blame; beyond it the whole request
    /// counts as rejected.</summary>
    public int MaxDivisions { get; init; } = 64;
}
