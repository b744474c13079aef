using System.Collections.Immutable;
using System.Globalization;
using Attribution.Domain.Access;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Access;

/// <summary>
/// The rule of <see cref="Visibility"/> as SQL on the alias <c>c</c>, generated from the same value. The principal is
/// the first <see cref="ParameterCount"/> parameters of every statement that contains it.
/// </summary>
internal static class VisiblePredicate
{
    /// <summary>Where a statement wants the predicate.</summary>
    internal const string Marker = "/*visible*/";

    private static readonly ImmutableArray<PrincipalField> Order =
    [
        PrincipalField.Tenant,
        PrincipalField.Organisation,
        PrincipalField.Subject,
        PrincipalField.Clearance,
        PrincipalField.Countries,
        PrincipalField.ClientOf,
    ];

    /// <summary>A statement's own parameters come behind these.</summary>
    internal static int ParameterCount => Order.Length;

    /// <summary>The predicate.</summary>
    internal static string Sql { get; } = new RuleSql("c.", Parameter).Write(Visibility.Rule);

    private static string CrossingSql { get; } =
        new RuleSql("c.", Parameter, Crosses: true).Write(Visibility.Rule);

    /// <summary>A statement for a caller that has stepped out of its tenant: with the predicate of that, and wherever
    /// it keeps to the tenant it says so with <c>$1/*or any*/</c>.</summary>
    internal static string OfAllTenants(string statement) => statement
        .Replace(Sql, CrossingSql, StringComparison.Ordinal)
        .Replace("= $1/*or any*/", "is not null", StringComparison.Ordinal)
        .Replace("attribution.caller_events", "attribution.crossed_events", StringComparison.Ordinal);

    /// <summary>Whether a statement for one caller is, with the same parameters, a statement for the other.</summary>
    internal static bool IsSameFor(Principal one, Principal other) =>
        one.Tenant == other.Tenant
        && one.Organisation == other.Organisation
        && one.Subject == other.Subject
        && one.Clearance == other.Clearance
        && one.Crossing == other.Crossing
        && one.Countries.SequenceEqual(other.Countries)
        && one.ClientOf.SequenceEqual(other.ClientOf);

    /// <summary>Adds the principal.</summary>
    internal static void AddParameters(NpgsqlParameterCollection parameters, Principal caller)
    {
        parameters.Add(Text(caller.Tenant.Value));
        parameters.Add(Text(caller.Organisation.Value));
        parameters.Add(Text(caller.Subject));
        parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)caller.Clearance });
        parameters.Add(Texts(caller.Countries));
        parameters.Add(Texts(caller.ClientOf.Select(owner => owner.Value)));
    }

    private static string Parameter(PrincipalField field) => string.Create(
        CultureInfo.InvariantCulture, $"${Order.IndexOf(field) + 1}{(RuleSql.IsList(field) ? "::text[]" : "")}");

    private static NpgsqlParameter<string> Text(string value) =>
        new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter<string[]> Texts(IEnumerable<string> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
