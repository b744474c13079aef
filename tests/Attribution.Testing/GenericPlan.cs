using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Attribution.Testing;

/// <summary>What PostgreSQL does for a statement whatever its values are.</summary>
public static partial class GenericPlan
{
    /// <summary>The lines of the plan.</summary>
    /// <param name="connection">With the settings by which the statement is planned; they ask for plans that do not
    /// care for values.</param>
    /// <param name="statement">With parameters <c>$1</c>, <c>$2</c> and so on.</param>
    public static async Task<List<string>> OfAsync(NpgsqlConnection connection, string statement)
    {
        var parameters = Parameter().Matches(statement)
            .Max(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        await using var command = new NpgsqlCommand(
            $"""
            prepare planned as {statement.TrimEnd().TrimEnd(';')};
            explain (costs off) execute planned({string.Join(", ", Enumerable.Repeat("null", parameters))})
            """,
            connection);
        await using var row = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await row.ReadAsync())
        {
            plan.Add(row.GetString(0));
        }

        return plan;
    }

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Parameter();
}
