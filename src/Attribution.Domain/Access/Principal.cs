namespace Attribution.Domain.Access;

/// <summary>What a token allows its bearer to do.</summary>
public enum Role
{
    Analyst,
    SeniorAnalyst,
    Auditor,
    Pipeline,
    Machine,
    Superuser,
}

/// <summary>A superuser's step out of its tenant, which lasts for what it asked and is recorded.</summary>
public sealed record Crossing(Guid Id, string Reason);

/// <summary>A caller, as a checked token describes it.</summary>
/// <param name="Subject">The token's subject: a person, a pipeline or a program.</param>
/// <param name="Clearance">The highest TLP it may read.</param>
/// <param name="Countries">ISO 3166 alpha-2 codes, upper-case.</param>
/// <param name="ClientOf">The organisations that list the principal's own as their client (TLP:AMBER).</param>
public sealed record Principal(
    string Subject,
    TenantId Tenant,
    OrganisationId Organisation,
    Tlp Clearance,
    ImmutableArray<string> Countries,
    ImmutableArray<Role> Roles,
    ImmutableArray<OrganisationId> ClientOf)
{
    /// <summary>The step out of its tenant that it is on; null at home.</summary>
    public Crossing? Crossing { get; init; }

    /// <summary>Whether it has stepped out of its tenant.</summary>
    public bool CrossesTenants => Crossing is not null;

    /// <summary>
    /// A machine role outweighs every other: a program that also holds an analyst's role stays a program.
    /// </summary>
    public Source Source =>
        Roles.OrEmpty().Contains(Role.Machine) ? Source.AiCopilot
        : Roles.OrEmpty().Contains(Role.Pipeline) ? Source.ClusterDetector
        : Source.Analyst;

    public Author AsAuthor() => new(Subject, Source);

    internal string Text(PrincipalField field) => field switch
    {
        PrincipalField.Tenant => Tenant.Value,
        PrincipalField.Organisation => Organisation.Value,
        PrincipalField.Subject => Subject,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a single text."),
    };

    internal IEnumerable<string> List(PrincipalField field) => field switch
    {
        PrincipalField.Countries => Countries.OrEmpty(),
        PrincipalField.ClientOf => ClientOf.OrEmpty().Select(organisation => organisation.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a list."),
    };
}
