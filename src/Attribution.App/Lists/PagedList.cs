using System.Collections.Immutable;
using System.Globalization;
using Attribution.App.Access;
using Attribution.App.Access.Audit;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Npgsql;

namespace Attribution.App.Lists;

/// <summary>Reads pages of a list, as far as the caller may see its records. Filters and rights hold in the statement,
/// before paging and counting.</summary>
internal sealed class PagedList<T>(CallerReads reads, ListDefinition<T> list)
{
    private const int FilterSizeMax = 100;

    internal ListDefinition<T> Definition => list;

    /// <exception cref="GraphQLException"><c>BAD_USER_INPUT</c>: the filter cannot be compared with.</exception>
    internal async Task<Page<T>> ReadAsync(
        Principal caller, Filter filter, PageRequest page, CancellationToken cancellation)
    {
        if (filter.Size > FilterSizeMax)
        {
            throw new GraphQLException(
                $"where has {filter.Size} conditions; at most {FilterSizeMax} are taken.", "BAD_USER_INPUT");
        }

        var (read, total) = await FirstAsync(caller, filter, page, cancellation);
        var kept = read.Take(page.Size);
        ImmutableArray<Edge<T>> edges = [.. page.IsBackward ? kept.Reverse() : kept];
        await reads.NoteAsync(caller, edges.Select(edge => edge.Node).OfType<IAuditedRecord>());
        return new Page<T>(
            edges,
            Info(caller, filter, page, edges, hasMore: read.Count > page.Size),
            async ended => total ?? await CountAsync(caller, filter, ended));
    }

    /// <summary>One more than the page has, and how many there are in all where that was counted on the way.</summary>
    private async Task<(IReadOnlyList<Edge<T>> Edges, int? Total)> FirstAsync(
        Principal caller, Filter filter, PageRequest page, CancellationToken cancellation)
    {
        var limit = page.Size + 1;
        if (list.PageAndCountStatement is not { } statement || !page.IsCounted
            || page is not { After: null, Before: null } || filter.Size == 0)
        {
            return (await EdgesAsync(caller, filter, page, limit, cancellation), null);
        }

        var rows = await reads.ListAsync(
            caller,
            parameters => Statement(statement, parameters, filter, page, limit),
            PlanningOf(filter),
            row => (Edge: EdgeOf(row, page), Total: row.GetInt64(row.FieldCount - 1)),
            cancellation);
        return ([.. rows.Select(row => row.Edge)], rows is [var first, ..] ? (int)first.Total : 0);
    }

    private async Task<int> CountAsync(Principal caller, Filter filter, CancellationToken cancellation)
    {
        var counted = await reads.ListAsync(
            caller,
            parameters => SqlText.Get(list.CountStatement).Replace(
                "/*filter*/", new FilterSql(parameters).Write(filter), StringComparison.Ordinal),
            PlanningOf(filter),
            row => row.GetInt64(0),
            cancellation);
        return (int)counted[0];
    }

    private PageInfo Info(
        Principal caller, Filter filter, PageRequest page, ImmutableArray<Edge<T>> edges, bool hasMore)
    {
        // Where no cursor was given the page begins, or ends, with the list.
        var (start, end) = (
            page.After is { } after ? edges.FirstOrDefault()?.Cursor ?? after : null,
            page.Before is { } before ? edges.LastOrDefault()?.Cursor ?? before : null);
        return new PageInfo(
            edges.FirstOrDefault()?.Cursor.Write(),
            edges.LastOrDefault()?.Cursor.Write(),
            ended => page.IsBackward
                ? ValueTask.FromResult(hasMore)
                : AnyAsync(start, place => page with { IsBackward = true, After = null, Before = place }, ended),
            ended => page.IsBackward
                ? AnyAsync(end, place => page with { IsBackward = false, After = place, Before = null }, ended)
                : ValueTask.FromResult(hasMore));

        async ValueTask<bool> AnyAsync(Cursor? place, Func<Cursor, PageRequest> beyond, CancellationToken ended) =>
            place is not null && (await EdgesAsync(caller, filter, beyond(place), 1, ended)).Count > 0;
    }

    private Task<List<Edge<T>>> EdgesAsync(
        Principal caller, Filter filter, PageRequest page, int limit, CancellationToken cancellation) =>
        reads.ListAsync(
            caller,
            parameters => Statement(list.PageStatement, parameters, filter, page, limit),
            PlanningOf(filter),
            row => EdgeOf(row, page),
            cancellation);

    private Edge<T> EdgeOf(NpgsqlDataReader row, PageRequest page) =>
        new(list.Read(row), Cursor.Of(page.Order, row, firstColumn: 1));

    private static Planning PlanningOf(Filter filter) => filter.Size == 0 ? Planning.Once : Planning.ForValues;

    private static string Statement(
        string statement, NpgsqlParameterCollection parameters, Filter filter, PageRequest page, int limit)
    {
        var order = page.IsBackward ? page.Order.Reversed : page.Order;
        var sql = new FilterSql(parameters);
        string[] conditions =
        [
            sql.Write(filter),
            .. page.After is { } after ? [Keyset.Behind(sql, page.Order, after)] : Array.Empty<string>(),
            .. page.Before is { } before ? [Keyset.Behind(sql, page.Order.Reversed, before)] : Array.Empty<string>(),
        ];
        return SqlText.Get(statement)
            .Replace("/*filter*/", string.Join(" and ", conditions), StringComparison.Ordinal)
            .Replace("/*order values*/", page.Order.Columns, StringComparison.Ordinal)
            .Replace("/*order*/", order.Sql, StringComparison.Ordinal)
            .Replace("/*named order values*/", page.Order.NamedColumns, StringComparison.Ordinal)
            .Replace("/*order by name*/", order.SqlByName, StringComparison.Ordinal)
            // In the text, because a plan for any limit is a plan for a tenth of the table.
            .Replace("/*limit*/", limit.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
