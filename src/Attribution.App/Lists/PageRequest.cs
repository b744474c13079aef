using Attribution.GraphQL.Execution;

namespace Attribution.App.Lists;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Order">The order of the list.</param>
/// <param name="IsBackward">The last ones and not the first.</param>
/// <param name="Size">How many.</param>
/// <param name="After">Only those behind it.</param>
/// <param name="Before">Only those in front of it.</param>
internal sealed record PageRequest(Order Order, bool IsBackward, int Size, Cursor? After, Cursor? Before)
{
    /// <summary>Whether it is also asked how many there are in all.</summary>
    internal bool IsCounted { get; init; }

    private const int SizeMax = 100;
    private const int SizeUnlessSaid = 20;

    /// <exception cref="GraphQLException"><c>BAD_USER_INPUT</c>, with what to do.</exception>
    internal static PageRequest From<T>(
        ListDefinition<T> list, int? first, string? after, int? last, string? before, Order? order)
    {
        if (first is not null && last is not null)
        {
            throw BadInput("Give first or last, not both.");
        }

        var (from, to) = (Cursor(list, after, "after"), Cursor(list, before, "before"));
        var chosen = order ?? from?.Order ?? to?.Order ?? list.OrderUnlessSaid;
        if (new[] { from, to }.Any(cursor => cursor is not null && cursor.Order.Signature != chosen.Signature))
        {
            throw BadInput("The cursor is of another order of this list: leave order out or begin at its first page.");
        }

        var size = SizeOf(first ?? last ?? SizeUnlessSaid, last is null ? "first" : "last");
        return new PageRequest(chosen, last is not null, size, from, to);
    }

    /// <summary>How many items a client may ask for at once.</summary>
    /// <exception cref="GraphQLException"><c>BAD_USER_INPUT</c>: too many, or less than none.</exception>
    internal static int SizeOf(int size, string argument = "first") => size is >= 0 and <= SizeMax
        ? size
        : throw BadInput($"{argument} is a number from 0 to {SizeMax}.");

    private static Cursor? Cursor<T>(ListDefinition<T> list, string? text, string argument) => text is null
        ? null
        : Lists.Cursor.Read(text, list.Keys) ?? throw BadInput($"{argument} is no cursor of this list.");

    private static GraphQLException BadInput(string message) => new(message, "BAD_USER_INPUT");
}
