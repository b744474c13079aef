namespace Attribution.Domain.Campaigns;

public enum TargetKind
{
    Sector,
    Country,
    Organisation,
}

/// <summary>
/// Who a campaign is aimed at: a sector (STIX industry sector), a country (ISO 3166) or a named organisation.
/// </summary>
public sealed record Target(TargetKind Kind, string Value)
{
    internal static ImmutableArray<Target> Normalise(ImmutableArray<Target> targets) =>
        [.. targets.OrEmpty().Select(target => target.Normalised())];

    /// <summary>One spelling: countries upper-case, sectors lower-case, organisations as written.</summary>
    public Target Normalised() => Kind switch
    {
        TargetKind.Country => this with { Value = (Value ?? "").Trim().ToUpperInvariant() },
        TargetKind.Sector => this with { Value = (Value ?? "").Trim().ToLowerInvariant() },
        _ => this with { Value = (Value ?? "").Trim() },
    };

    /// <summary>The first thing wrong with a list of normalised targets.</summary>
    internal static Rejection? Problem(ImmutableArray<Target> targets) =>
        Check.Count(targets.Length, "targets")
        ?? targets.Select((target, index) => target.Problem($"targets[{index}]")).FirstOrDefault(p => p is not null);

    private Rejection? Problem(string field) =>
        !Enum.IsDefined(Kind) ? CampaignRejection.InvalidTarget(field)
        : Kind is TargetKind.Country ? Check.Country(Value, $"{field}.value")
        : Check.Name(Value, $"{field}.value");
}

/// <summary>A published source about the campaign. Its address is its identity.</summary>
public sealed record Reference(string Url, string? Title = null, string? Publisher = null)
{
    private const int UrlLengthMax = 2_000;

    internal Rejection? Problem() =>
        Check.Length(Url, UrlLengthMax, "url")
        ?? (Uri.TryCreate(Url, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")
            ? null
            : new Rejection("INVALID_URL", "A reference is an absolute http or https address.", "url"))
        ?? Check.Length(Title, Check.NameLengthMax, "title")
        ?? Check.Length(Publisher, Check.NameLengthMax, "publisher");
}
