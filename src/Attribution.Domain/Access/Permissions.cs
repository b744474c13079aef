namespace Attribution.Domain.Access;

/// <summary>What the commands and queries of the system ask a role for.</summary>
public enum Permission
{
    /// <summary>Read what is visible.</summary>
    Read,

    /// <summary>Read the history of what is visible, with the rights of an earlier day, and export the log.</summary>
    Audit,

    /// <summary>Publish clusters.</summary>
    PublishClusters,

    /// <summary>Propose hypotheses and add evidence.</summary>
    Contribute,

    /// <summary>Change campaigns, hypotheses, actors and investigations.</summary>
    Edit,

    /// <summary>Resolve and reopen hypotheses, reclassify and redact, merge actors.</summary>
    Decide,

    /// <summary>Step out of the own tenant, with a reason.</summary>
    CrossTenants,
}

/// <summary>Which role may do what: one table, read by every door.</summary>
public static class Permissions
{
    public static ImmutableHashSet<Permission> Of(Role role) => role switch
    {
        Role.Analyst => [Permission.Read, Permission.PublishClusters, Permission.Contribute, Permission.Edit],
        Role.SeniorAnalyst => [.. Of(Role.Analyst), Permission.Decide],
        Role.Auditor => [Permission.Read, Permission.Audit],
        Role.Pipeline => [Permission.PublishClusters],
        Role.Machine => [Permission.Read, Permission.Contribute],
        Role.Superuser => [.. Of(Role.SeniorAnalyst), Permission.Audit, Permission.CrossTenants],
        _ => [],
    };

    /// <summary>The roles that include it.</summary>
    public static ImmutableArray<Role> Allowing(Permission permission) =>
        [.. Enum.GetValues<Role>().Where(role => Of(role).Contains(permission))];

    /// <summary>Whether any of the principal's roles includes it. A machine is never more than a machine.</summary>
    public static bool May(this Principal principal, Permission permission) =>
        principal.Roles.OrEmpty().Contains(Role.Machine)
            ? Of(Role.Machine).Contains(permission)
            : principal.Roles.OrEmpty().Any(role => Of(role).Contains(permission));

    /// <summary>
    /// Why a principal may not step out of its tenant; null when it may. The reason goes into the audit.
    /// </summary>
    public static Rejection? CrossingProblem(Principal principal, string? reason) =>
        principal.May(Permission.CrossTenants) ? Check.Reason(reason) : AccessRejection.SuperuserRequired;
}
