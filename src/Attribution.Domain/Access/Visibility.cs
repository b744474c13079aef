using static Attribution.Domain.Access.Condition;

namespace Attribution.Domain.Access;

/// <summary>
/// Who may see what. All of it must hold: same tenant, label within the clearance, the label's own audience, owner or
/// shared, and the countries. What the rule hides does not exist for the caller. A principal that crosses tenants is
/// held by neither tenant nor organisation, and by all the rest: clearance, countries, and the names on TLP:RED.
/// </summary>
public static class Visibility
{
    private static readonly Condition OwnedByTheirs = new Same(RecordField.Owner, PrincipalField.Organisation);

    /// <summary>FIRST 2.0: AMBER reaches the organisation and its clients, AMBER+STRICT the organisation only, RED
    /// the named individuals only.</summary>
    private static readonly Condition LabelsAudience = new Any(
        new LabelIs(Tlp.Clear, Tlp.Green),
        new All(
            new LabelIs(Tlp.Amber),
            new Any(new Crosses(), OwnedByTheirs, new NamedBy(RecordField.Owner, PrincipalField.ClientOf))),
        new All(new LabelIs(Tlp.AmberStrict), new Any(new Crosses(), OwnedByTheirs)),
        new All(new LabelIs(Tlp.Red), new Names(RecordField.Recipients, PrincipalField.Subject)));

    /// <summary>The rule, as data.</summary>
    public static Condition Rule { get; } = new All(
        new Any(new Crosses(), new Same(RecordField.Tenant, PrincipalField.Tenant)),
        new WithinClearance(),
        new Any(new Crosses(), OwnedByTheirs, new Names(RecordField.SharedWith, PrincipalField.Organisation)),
        new Any(
            new IsEmpty(RecordField.ReleasableTo),
            new Overlaps(RecordField.ReleasableTo, PrincipalField.Countries)),
        LabelsAudience);

    public static bool Allows(Principal principal, AccessRecord record) => Rule.Holds(principal, record);

    /// <summary>
    /// Why a principal may not give a record this handling in this tenant; null when it may. Nobody writes outside
    /// the own tenant and organisation or above the own clearance.
    /// </summary>
    public static Rejection? WriteProblem(Principal principal, AccessRecord record) =>
        principal.Tenant != record.Tenant ? AccessRejection.ForeignTenant
        : principal.Organisation != record.Handling.Owner ? AccessRejection.ForeignOrganisation
        : record.Handling.Tlp > principal.Clearance ? AccessRejection.AboveClearance
        : null;

    /// <summary>The same for a record of the principal's own tenant.</summary>
    public static Rejection? WriteProblem(Principal principal, Handling handling) =>
        WriteProblem(principal, new AccessRecord(principal.Tenant, handling));
}
