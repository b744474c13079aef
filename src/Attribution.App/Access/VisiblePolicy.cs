using System.Diagnostics;
using Attribution.Domain.Access;

namespace Attribution.App.Access;

/// <summary>
/// The rule of <see cref="Visibility"/> as row-level security has it: the principal is what
/// <c>enter_as_caller.sql</c> has set for the transaction, each field read once a statement. Where nothing was set a
/// field is null and nothing is visible. The migrations hold this text in <c>attribution.visible_rule()</c>.
/// </summary>
internal static class VisiblePolicy
{
    internal static string Sql { get; } = new RuleSql("", Setting).Write(Visibility.Rule);

    /// <summary>The rule for a caller that has stepped out of its tenant, in
    /// <c>attribution.crossing_rule()</c>.</summary>
    internal static string CrossingSql { get; } = "((select current_setting('attribution.crosses', true)) = 'yes' and "
        + $"{new RuleSql("", Setting, Crosses: true).Write(Visibility.Rule)})";

    private static string Setting(PrincipalField field)
    {
        var cast = field == PrincipalField.Clearance ? "::integer" : RuleSql.IsList(field) ? "::text[]" : "";
        // The outer cast tells "any of the list" from "any of the rows of the subquery".
        var outer = RuleSql.IsList(field) ? "::text[]" : "";
        return $"(select nullif(current_setting('attribution.{Name(field)}', true), ''){cast}){outer}";
    }

    private static string Name(PrincipalField field) => field switch
    {
        PrincipalField.Tenant => "tenant",
        PrincipalField.Organisation => "organisation",
        PrincipalField.Subject => "subject",
        PrincipalField.Clearance => "clearance",
        PrincipalField.Countries => "countries",
        PrincipalField.ClientOf => "client_of",
        _ => throw new UnreachableException($"No setting holds {field}."),
    };
}
