using Attribution.EventStore.Rows;

namespace Attribution.EventStore.Views;

/// <summary>A value of the document that has a column of its own, to filter and sort by.</summary>
/// <param name="Name">The column.</param>
/// <param name="SqlType">Its type, as the table is created with it.</param>
/// <param name="Of">Its values for some views.</param>
internal sealed record ViewColumn<TView>(string Name, string SqlType, Func<IReadOnlyList<StoredView<TView>>, Column> Of)
    where TView : class
{
    internal static ViewColumn<TView> Make<TValue>(
        string name, string sqlType, Func<TView, TValue> value, Func<string, TValue[], Column> column) =>
        new(RowTable.Identifier(name), sqlType, views => column(name, Values(views, stored => value(stored.View))));

    internal static TValue[] Values<TValue>(
        IReadOnlyList<StoredView<TView>> views, Func<StoredView<TView>, TValue> value)
    {
        var values = new TValue[views.Count];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = value(views[at]);
        }

        return values;
    }
}
