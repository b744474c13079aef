using System.Diagnostics;
using System.Globalization;
using Attribution.GraphQL.Execution;
using Npgsql;

namespace Attribution.App.Lists;

/// <summary>Writes filters as SQL text. What a client said becomes parameters behind those that are there
/// already.</summary>
internal sealed class FilterSql(NpgsqlParameterCollection parameters)
{
    /// <exception cref="GraphQLException"><c>BAD_USER_INPUT</c>, with what to do.</exception>
    internal string Write(Filter filter) => filter switch
    {
        Filter.All { Filters: [] } => "true",
        Filter.All all => $"({string.Join(" and ", all.Filters.Select(Write))})",
        Filter.Any { Filters: [] } => "false",
        Filter.Any any => $"({string.Join(" or ", any.Filters.Select(Write))})",
        Filter.Not not => $"(not {Write(not.Inner)})",
        Filter.Holds holds => Fill(holds.Sql),
        Filter.Refused refused => throw new GraphQLException(refused.Why, "BAD_USER_INPUT"),
        _ => throw new UnreachableException($"No SQL says {filter.GetType().Name}."),
    };

    /// <summary>Adds a parameter.</summary>
    /// <returns>How the statement refers to it.</returns>
    internal string Parameter(object value)
    {
        parameters.Add(SqlValue.Parameter(value));
        return string.Create(CultureInfo.InvariantCulture, $"${parameters.Count}");
    }

    private string Fill(FormattableString sql) => string.Format(
        CultureInfo.InvariantCulture,
        sql.Format,
        [.. sql.GetArguments().Select(argument => Parameter(argument!))]);
}
