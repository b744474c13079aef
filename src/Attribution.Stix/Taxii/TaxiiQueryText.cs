using System.Globalization;

namespace Attribution.Stix.Taxii;

/// <summary>Writes query strings.</summary>
internal static class TaxiiQueryText
{
    public static IEnumerable<(string Name, string Value)> Page(string? addedAfter, string? next, int limit)
    {
        yield return ("limit", limit.ToString(CultureInfo.InvariantCulture));
        if (addedAfter is not null)
        {
            yield return ("added_after", addedAfter);
        }

        if (next is not null)
        {
            yield return ("next", next);
        }
    }

    public static Uri Append(Uri address, IEnumerable<(string Name, string Value)> query)
    {
        var pairs = query.Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}");
        var text = string.Join('&', pairs);
        return text.Length == 0 ? address : new Uri($"{address}?{text}");
    }
}
