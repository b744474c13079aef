using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>Which resource a query is for: they take different parameters (section 5).</summary>
public enum TaxiiResource
{
    /// <summary><c>objects/</c> and <c>manifest/</c>.</summary>
    Objects,

    /// <summary><c>objects/{id}/</c>: no <c>match[id]</c> and <c>match[type]</c>.</summary>
    Object,

    /// <summary><c>objects/{id}/versions/</c>: of the matches only <c>match[spec_version]</c>.</summary>
    Versions,
}

/// <summary>Which versions of an object a request asks for.</summary>
/// <param name="First">The first version is asked for.</param>
/// <param name="Last">The last version is asked for; the default.</param>
/// <param name="All">Every version is asked for.</param>
/// <param name="Instants">Versions with exactly these times are asked for.</param>
public sealed record TaxiiVersionMatch(bool First, bool Last, bool All, ImmutableArray<Instant> Instants)
{
    /// <summary>What holds when a request does not say.</summary>
    public static TaxiiVersionMatch Default { get; } = new(First: false, Last: true, All: false, []);
}

/// <summary>
/// The query of a request for objects, a manifest or versions, as a server reads it (sections 3.4 and 5). Reading
/// answers a value or the error to send with status 400; parameters and match fields the standard does not have are
/// ignored.
/// </summary>
public sealed record TaxiiQuery
{
    /// <summary>Strictly later than this.</summary>
    public Instant? AddedAfter { get; init; }

    /// <summary>At least 1; the server may answer fewer.</summary>
    public int? Limit { get; init; }

    /// <summary>The client's word for the next page: never trusted, see <see cref="TaxiiPageToken"/>.</summary>
    public string? Next { get; init; }

    /// <summary>Empty for every id.</summary>
    public ImmutableArray<StixId> Ids { get; init; } = [];

    /// <summary>Empty for every type.</summary>
    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>Empty for the latest of each object.</summary>
    public ImmutableArray<string> SpecVersions { get; init; } = [];

    public TaxiiVersionMatch Versions { get; init; } = TaxiiVersionMatch.Default;

    /// <summary>The filter in one canonical text: equal for queries that select the same, whatever their order. A page
    /// token belongs to it.</summary>
    public string Selection => string.Join('&',
        string.Join(',', Ids.Select(id => id.ToString()).Order(StringComparer.Ordinal)),
        string.Join(',', Types.Order(StringComparer.Ordinal)),
        string.Join(',', SpecVersions.Order(StringComparer.Ordinal)),
        $"{Versions.First}{Versions.Last}{Versions.All}",
        string.Join(',', Versions.Instants.Order().Select(TaxiiTimestamp.Format)));

    /// <summary>Reads a query whose names and values are already decoded.</summary>
    /// <param name="parameters">The parameters; one name may not occur twice.</param>
    /// <param name="resource">What the request is for.</param>
    /// <param name="query">The query, when it is right.</param>
    /// <param name="error">What to answer with status 400, otherwise.</param>
    public static bool TryRead(
        IEnumerable<KeyValuePair<string, string>> parameters,
        TaxiiResource resource,
        [NotNullWhen(true)] out TaxiiQuery? query,
        [NotNullWhen(false)] out TaxiiError? error)
    {
        var (read, seen) = (new TaxiiQuery(), new HashSet<string>());
        foreach (var (name, value) in parameters.Where(parameter => IsKnown(parameter.Key, resource)))
        {
            var next = seen.Add(name) ? read.With(name, value) : null;
            if (next is null)
            {
                (query, error) = (null, Malformed(name));
                return false;
            }

            read = next;
        }

        (query, error) = (read, null);
        return true;
    }

    private static bool IsKnown(string name, TaxiiResource resource) => name switch
    {
        "limit" or "added_after" or "next" or "match[spec_version]" => true,
        "match[version]" => resource != TaxiiResource.Versions,
        "match[id]" or "match[type]" => resource == TaxiiResource.Objects,
        _ => false,
    };

    private static TaxiiError Malformed(string name) => new(
        "Malformed query",
        $"The value of {name} is not one the standard allows, or the parameter occurs twice.",
        ErrorCode: "TAXII_MALFORMED_QUERY",
        HttpStatus: "400");

    private TaxiiQuery? With(string name, string value) => name switch
    {
        "limit" => ReadLimit(value) is { } limit ? this with { Limit = limit } : null,
        "added_after" => TaxiiTimestamp.TryParse(value, out var after) ? this with { AddedAfter = after } : null,
        "next" => value.Length > 0 ? this with { Next = value } : null,
        "match[id]" => ReadIds(value) is { } ids ? this with { Ids = ids } : null,
        "match[type]" => ReadList(value, text => StixId.IsTypeName(text)) is { } types
            ? this with { Types = types }
            : null,
        "match[spec_version]" => ReadList(value, IsSpecVersion) is { } versions
            ? this with { SpecVersions = versions }
            : null,
        _ => ReadVersions(value) is { } versions ? this with { Versions = versions } : null,
    };

    /// <summary>A number beyond our own range only asks for more than any page holds.</summary>
    private static int? ReadLimit(string value) =>
        value.AsSpan().ContainsAnyExceptInRange('0', '9') || value.All(digit => digit == '0') ? null
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit
            : int.MaxValue;

    private static ImmutableArray<string>? ReadList(string value, Predicate<string> isRight)
    {
        var items = value.Split(',');
        return Array.TrueForAll(items, isRight) ? [.. items.Distinct()] : null;
    }

    private static ImmutableArray<StixId>? ReadIds(string value) =>
        ReadList(value, text => StixId.TryParse(text, out _)) is { } texts ? [.. texts.Select(StixId.Parse)] : null;

    private static bool IsSpecVersion(string text) =>
        Version.TryParse(text, out var version) && version is { Build: -1, Revision: -1 };

    private static TaxiiVersionMatch? ReadVersions(string value)
    {
        var items = value.Split(',');
        var instants = ImmutableArray.CreateBuilder<Instant>();
        foreach (var item in items.Except(["first", "last", "all"]))
        {
            if (!TaxiiTimestamp.TryParse(item, out var instant))
            {
                return null;
            }

            instants.Add(instant);
        }

        var all = items.Contains("all");
        return all && items.Length > 1
            ? null
            : new TaxiiVersionMatch(items.Contains("first"), items.Contains("last"), all, instants.ToImmutable());
    }
}
