using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Npgsql;

namespace Attribution.App.Lists;

/// <summary>How the values of an order travel: out of a row into a cursor, and out of a cursor into a
/// parameter.</summary>
internal abstract record OrderValue
{
    private OrderValue()
    {
    }

    /// <summary>The value of a row, as a cursor carries it.</summary>
    internal abstract string Read(NpgsqlDataReader row, int column);

    /// <summary>The value a cursor carries; null when it is none.</summary>
    internal abstract object? Parse(string text);

    internal sealed record Text : OrderValue
    {
        internal override string Read(NpgsqlDataReader row, int column) => row.GetString(column);

        internal override object Parse(string text) => text;
    }

    internal sealed record Number : OrderValue
    {
        internal override string Read(NpgsqlDataReader row, int column) =>
            row.GetInt32(column).ToString(CultureInfo.InvariantCulture);

        internal override object? Parse(string text) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
    }

    internal sealed record Time : OrderValue
    {
        internal override string Read(NpgsqlDataReader row, int column) =>
            Instant.FromDateTimeUtc(DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc))
                .ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture);

        internal override object? Parse(string text) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ticks)
            && ticks >= NodaConstants.BclEpoch.ToUnixTimeTicks() && ticks <= Instant.MaxValue.ToUnixTimeTicks()
                ? Instant.FromUnixTimeTicks(ticks)
                : null;
    }

    internal sealed record Id : OrderValue
    {
        internal override string Read(NpgsqlDataReader row, int column) => row.GetGuid(column).ToString("N");

        internal override object? Parse(string text) => Guid.TryParseExact(text, "N", out var id) ? id : null;
    }
}

/// <summary>Something a list can be ordered by.</summary>
/// <param name="Name">The field of the sort input.</param>
/// <param name="Sql">SQL that the program wrote; never null for any record.</param>
/// <param name="Value">Its kind.</param>
internal sealed record OrderKey(string Name, string Sql, OrderValue Value);

/// <summary>One key of an order and its direction.</summary>
internal sealed record OrderPart(OrderKey Key, bool IsDescending);

/// <summary>The order of a list. Its last part is the id, so no two records stand in the same place.</summary>
internal sealed record Order(ImmutableArray<OrderPart> Parts)
{
    private const string IdName = "id";

    /// <summary>The order by some keys, and by the id where they are equal.</summary>
    internal static Order By(params ImmutableArray<OrderPart> parts) => new(
        [.. parts, new OrderPart(new OrderKey(IdName, "c.id", new OrderValue.Id()), parts[^1].IsDescending)]);

    /// <summary>Says the order in one word: <c>-updatedAt,-id</c>.</summary>
    internal string Signature => string.Join(
        ',', Parts.Select(part => part.IsDescending ? $"-{part.Key.Name}" : part.Key.Name));

    internal Order Reversed => new([.. Parts.Select(part => part with { IsDescending = !part.IsDescending })]);

    internal string Sql => string.Join(
        ", ", Parts.Select(part => part.IsDescending ? $"{part.Key.Sql} desc" : part.Key.Sql));

    internal string Columns => string.Join(", ", Parts.Select(part => part.Key.Sql));

    /// <summary>The same with names, for a subquery <c>f</c> that is ordered by <see cref="SqlByName"/>.</summary>
    internal string NamedColumns => string.Join(", ", Parts.Select((part, at) => $"{part.Key.Sql} as value_{at}"));

    internal string SqlByName => string.Join(
        ", ", Parts.Select((part, at) => part.IsDescending ? $"f.value_{at} desc" : $"f.value_{at}"));

    /// <summary>The order a signature says, made of a list's keys; null when it says none.</summary>
    internal static Order? Read(string signature, IEnumerable<OrderKey> keys)
    {
        var known = keys.ToDictionary(key => key.Name, StringComparer.Ordinal);
        var names = signature.Split(',');
        var parts = names[..^1].Select(name => known.TryGetValue(name.TrimStart('-'), out var key)
            ? new OrderPart(key, name.StartsWith('-'))
            : null).ToArray();
        if (parts.Length == 0 || parts.Contains(null))
        {
            return null;
        }

        var order = By([.. parts.OfType<OrderPart>()]);
        return order.Signature == signature ? order : null;
    }
}
