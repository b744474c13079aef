namespace Attribution.App.Lists;

/// <summary>What lies behind a place of an order, as SQL that an index can answer.</summary>
internal static class Keyset
{
    /// <summary>Records behind a cursor in the direction of an order.</summary>
    /// <param name="sql">Takes the values as parameters.</param>
    /// <param name="order">The cursor's order, or the reverse of it.</param>
    /// <param name="cursor">The place.</param>
    internal static string Behind(FilterSql sql, Order order, Cursor cursor)
    {
        string[] values = [.. cursor.Arguments().Select(sql.Parameter)];
        if (order.Parts.All(part => part.IsDescending == order.Parts[0].IsDescending))
        {
            return $"({order.Columns}) {Sign(order.Parts[0])} ({string.Join(", ", values)})";
        }

        // Behind in the first key, or equal in it and behind in the second, and so on; the first line of it said once
        // more without the others lets an index begin at the place.
        var steps = order.Parts.Select((part, at) => string.Join(
            " and ",
            order.Parts[..at].Select((equal, before) => $"{equal.Key.Sql} = {values[before]}")
                .Append($"{part.Key.Sql} {Sign(part)} {values[at]}")));
        var first = order.Parts[0];
        return $"{first.Key.Sql} {Sign(first)}= {values[0]} and ({string.Join(" or ", steps.Select(Bracketed))})";
    }

    private static string Sign(OrderPart part) => part.IsDescending ? "<" : ">";

    private static string Bracketed(string condition) => $"({condition})";
}
