using System.Collections.Immutable;
using System.Diagnostics;
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
    internal static string Sql { get; } = Write(Visibility.Rule);

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

    private static string Write(Condition condition) => condition switch
    {
        Condition.All all => $"({string.Join(" and ", all.Conditions.Select(Write))})",
        Condition.Any any => $"({string.Join(" or ", any.Conditions.Select(Write))})",
        Condition.Same same => $"{Column(same.Record)} = {Parameter(same.Principal)}",
        Condition.Names names => $"{Parameter(names.Principal)} = any({Column(names.Record)})",
        Condition.NamedBy named => $"{Column(named.Record)} = any({Parameter(named.Principal)})",
        Condition.Overlaps overlaps => $"{Column(overlaps.Record)} && {Parameter(overlaps.Principal)}",
        Condition.IsEmpty empty => $"{Column(empty.Record)} = '{{}}'",
        Condition.WithinClearance => $"{Column(RecordField.Tlp)} <= {Parameter(PrincipalField.Clearance)}",
        Condition.LabelIs labels =>
            $"{Column(RecordField.Tlp)} in ({string.Join(", ", labels.Labels.Select(Number))})",
        _ => throw new UnreachableException($"No SQL says {condition.GetType().Name}."),
    };

    private static string Number(Tlp label) => ((int)label).ToString(CultureInfo.InvariantCulture);

    private static string Column(RecordField field) => field switch
    {
        RecordField.Tenant => "c.tenant_id",
        RecordField.Owner => "c.owner",
        RecordField.Tlp => "c.tlp",
        RecordField.SharedWith => "c.shared_with",
        RecordField.ReleasableTo => "c.releasable_to",
        RecordField.Recipients => "c.recipients",
        _ => throw new UnreachableException($"No column holds {field}."),
    };

    private static string Parameter(PrincipalField field)
    {
        var cast = field is PrincipalField.Countries or PrincipalField.ClientOf ? "::text[]" : "";
        return string.Create(CultureInfo.InvariantCulture, $"${Order.IndexOf(field) + 1}{cast}");
    }

    private static NpgsqlParameter<string> Text(string value) =>
        new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter<string[]> Texts(IEnumerable<string> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
