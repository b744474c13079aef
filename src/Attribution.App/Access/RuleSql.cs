using System.Diagnostics;
using System.Globalization;
using Attribution.Domain.Access;

namespace Attribution.App.Access;

/// <summary>Writes a rule of access as SQL: the one writer of the predicate in statements and of the policies of the
/// tables, which only spell the principal differently.</summary>
/// <param name="Alias">What stands before the names of columns.</param>
/// <param name="Principal">How a field of the principal is spelled.</param>
/// <param name="Crosses">Whether it is the rule for a principal that has stepped out of its tenant. The two are written
/// apart, so that the one of every day knows its tenant and finds it in an index.</param>
internal sealed record RuleSql(string Alias, Func<PrincipalField, string> Principal, bool Crosses = false)
{
    private const string Always = "true";

    internal string Write(Condition condition) => condition switch
    {
        Condition.All all => $"({string.Join(" and ", all.Conditions.Select(Write).Where(part => part != Always))})",
        Condition.Any any when Crosses && any.Conditions.OfType<Condition.Crosses>().Any() => Always,
        Condition.Any any => Either([.. any.Conditions.Where(part => part is not Condition.Crosses).Select(Write)]),
        Condition.Same same => $"{Column(same.Record)} = {Principal(same.Principal)}",
        Condition.Names names => $"{Principal(names.Principal)} = any({Column(names.Record)})",
        Condition.NamedBy named => $"{Column(named.Record)} = any({Principal(named.Principal)})",
        Condition.Overlaps overlaps => $"{Column(overlaps.Record)} && {Principal(overlaps.Principal)}",
        Condition.IsEmpty empty => $"{Column(empty.Record)} = '{{}}'",
        Condition.WithinClearance => $"{Column(RecordField.Tlp)} <= {Principal(PrincipalField.Clearance)}",
        Condition.LabelIs labels =>
            $"{Column(RecordField.Tlp)} in ({string.Join(", ", labels.Labels.Select(Number))})",
        _ => throw new UnreachableException($"No SQL says {condition.GetType().Name}."),
    };

    internal static bool IsList(PrincipalField field) => field is PrincipalField.Countries or PrincipalField.ClientOf;

    // PostgreSQL tries each side of a bare "or" on each index of the table, which takes longer than to read a page, and
    // finds nothing there: the way to the rows is the tenant. Of what "is true" it tries nothing.
    private static string Either(string[] parts) =>
        parts is [var only] ? only : $"({string.Join(" or ", parts)}) is true";

    private static string Number(Tlp label) => ((int)label).ToString(CultureInfo.InvariantCulture);

    private string Column(RecordField field) => Alias + field switch
    {
        RecordField.Tenant => "tenant_id",
        RecordField.Owner => "owner",
        RecordField.Tlp => "tlp",
        RecordField.SharedWith => "shared_with",
        RecordField.ReleasableTo => "releasable_to",
        RecordField.Recipients => "recipients",
        _ => throw new UnreachableException($"No column holds {field}."),
    };
}
