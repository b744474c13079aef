using System.Net;
using System.Net.NetworkInformation;

namespace Attribution.Stix.Patterns;

/// <summary>Collects what a pattern looks for.</summary>
internal static class ObservableExtraction
{
    private static readonly string[] HexadecimalHashes = ["MD5", "SHA-1", "SHA-256", "SHA-512", "SHA3-256", "SHA3-512"];

    /// <summary>Six pairs of digits with separators.</summary>
    private const int MacAddressLength = 17;

    public static IReadOnlyList<PatternObservable> From(ObservationExpression expression) =>
        [.. ObservationsIn(expression).SelectMany(FromObservation).Distinct()];

    private static IEnumerable<ObservationExpression.Observation> ObservationsIn(ObservationExpression expression) =>
        expression switch
        {
            ObservationExpression.Observation observation => [observation],
            ObservationExpression.Combined combined => combined.Operands.SelectMany(ObservationsIn),
            ObservationExpression.Repeated repeated => ObservationsIn(repeated.Inner),
            ObservationExpression.Within within => ObservationsIn(within.Inner),
            ObservationExpression.Between between => ObservationsIn(between.Inner),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static IEnumerable<ComparisonExpression.Comparison> ComparisonsIn(ComparisonExpression expression) =>
        expression switch
        {
            ComparisonExpression.Comparison comparison => [comparison],
            ComparisonExpression.Combined combined => combined.Operands.SelectMany(ComparisonsIn),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static IEnumerable<PatternObservable> FromObservation(ObservationExpression.Observation observation)
    {
        var comparisons = ComparisonsIn(observation.Comparison).ToList();
        var statedTypes = StatedTypes(comparisons);
        return comparisons.Where(comparison => TypeStep(comparison) is null)
            .SelectMany(comparison => comparison.Values.Select(value => Describe(comparison, value.Text, statedTypes)));
    }

    /// <summary>
    /// Patterns often say the type of what a reference points to (<c>dst_ref.type = 'ipv4-addr'</c>) beside its value.
    /// </summary>
    private static Dictionary<string, string> StatedTypes(List<ComparisonExpression.Comparison> comparisons)
    {
        var types = new Dictionary<string, string>();
        foreach (var comparison in comparisons)
        {
            if (TypeStep(comparison) is { } place && comparison is { IsNegated: false, Values.Length: 1 })
            {
                types.TryAdd(place, comparison.Values[0].Text);
            }
        }

        return types;
    }

    /// <summary>The reference whose <c>type</c> is compared; null for any other comparison.</summary>
    private static string? TypeStep(ComparisonExpression.Comparison comparison)
    {
        var names = Names(comparison.Path);
        return names.Count > 1 && names[^1] == "type" && StixReference.IsReferenceName(names[^2])
            ? $"{comparison.Path.ObjectType}:{string.Join('.', names.SkipLast(1))}"
            : null;
    }

    private static List<string> Names(ObjectPath path) => [.. path.Steps.Where(step => !step.StartsWith('['))];

    private static PatternObservable Describe(
        ComparisonExpression.Comparison comparison, string value, Dictionary<string, string> statedTypes)
    {
        var (type, names) = FollowReferences(comparison.Path, value, statedTypes);
        var isNegated = comparison.IsNegated ^ (comparison.Operator == ComparisonOperator.NotEqual);
        if (names.Count == 2 && names[0] == "hashes")
        {
            var algorithm = HashAlgorithmName(names[1]);
            var hash = HexadecimalHashes.Contains(algorithm) ? value.ToLowerInvariant() : value;
            return new PatternObservable(type, $"hashes.{algorithm}", hash, MatchOf(comparison.Operator), isNegated);
        }

        return new PatternObservable(type, string.Join('.', names), value, MatchOf(comparison.Operator), isNegated);
    }

    private static (string Type, List<string> Names) FollowReferences(
        ObjectPath path, string value, Dictionary<string, string> statedTypes)
    {
        var (type, names) = (path.ObjectType, Names(path));
        var place = $"{type}:";
        while (names.Count > 1)
        {
            place += (place.EndsWith(':') ? "" : ".") + names[0];
            var property = StixTypeDefinition.Find(type)?.Property(names[0]);
            var target = statedTypes.GetValueOrDefault(place) ?? TargetOf(property, value);
            if (target is null)
            {
                break;
            }

            (type, names) = (target, names[1..]);
        }

        return (type, names);
    }

    /// <summary>Where a reference may point to several types, the look of the value decides.</summary>
    private static string? TargetOf(StixPropertyDefinition? property, string value)
    {
        if (property is null || property.ReferenceTypes.IsEmpty)
        {
            return null;
        }

        var guess = LooksLike(value);
        return property.ReferenceTypes.Length == 1 ? property.ReferenceTypes[0]
            : property.ReferenceTypes.Contains(guess) ? guess
            : null;
    }

    private static string LooksLike(string value)
    {
        var address = value.Split('/')[0];
        if (value.Length == MacAddressLength && PhysicalAddress.TryParse(value, out _))
        {
            return "mac-addr";
        }

        return !IPAddress.TryParse(address, out var ip) ? "domain-name"
            : ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "ipv6-addr"
            : "ipv4-addr";
    }

    /// <summary>Producers write SHA256, sha-256 and SHA-256; the specification's vocabulary names it once.</summary>
    private static string HashAlgorithmName(string written)
    {
        var plain = Plain(written);
        return StixVocabulary.Values("hash-algorithm-ov").FirstOrDefault(known => Plain(known) == plain) ?? written;

        static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
    }

    private static ObservableMatch MatchOf(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal or ComparisonOperator.NotEqual or ComparisonOperator.In => ObservableMatch.Exact,
        ComparisonOperator.Like => ObservableMatch.Wildcard,
        ComparisonOperator.Matches => ObservableMatch.Expression,
        ComparisonOperator.IsSubset or ComparisonOperator.IsSuperset => ObservableMatch.Network,
        _ => ObservableMatch.Bound,
    };
}
