using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>Whom a <see cref="TaxiiClient"/> talks to, and how long and how much it listens.</summary>
public sealed record TaxiiClientOptions
{
    /// <summary>The address of the server: its discovery address, or an API root. Credentials go to this scheme, host
    /// and port only.</summary>
    public required Uri Server { get; init; }

    public TaxiiCredentials Credentials { get; init; } = TaxiiCredentials.Anonymous;

    public TaxiiRetryPolicy Retry { get; init; } = new();

    /// <summary>The longest one request may take, its answer included.</summary>
    public Duration RequestTimeout { get; init; } = Duration.FromSeconds(100);

    /// <summary>The largest answer taken, in bytes after decompression.</summary>
    public long MaxResponseBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Limits for the objects inside an answer.</summary>
    public StixReaderLimits Objects { get; init; } = StixReaderLimits.Default;
}
