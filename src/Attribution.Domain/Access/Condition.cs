namespace Attribution.Domain.Access;

/// <summary>What a rule may ask of a record. Each is one column, or one array column, in the store.</summary>
public enum RecordField
{
    Tenant,
    Owner,
    Tlp,
    SharedWith,
    ReleasableTo,
    Recipients,
}

/// <summary>What a rule may ask of a principal.</summary>
public enum PrincipalField
{
    Tenant,
    Organisation,
    Subject,
    Clearance,
    Countries,
    ClientOf,
}

/// <summary>
/// A rule of access as data. It is evaluated here, and the predicate of the database is generated from the same
/// value, so the two cannot drift apart; whoever generates handles every case and nothing else.
/// </summary>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>Whether it holds for this principal and this record.</summary>
    public abstract bool Holds(Principal principal, AccessRecord record);

    public sealed record All(params ImmutableArray<Condition> Conditions) : Condition
    {
        public override bool Holds(Principal principal, AccessRecord record) =>
            Conditions.All(condition => condition.Holds(principal, record));
    }

    public sealed record Any(params ImmutableArray<Condition> Conditions) : Condition
    {
        public override bool Holds(Principal principal, AccessRecord record) =>
            Conditions.Any(condition => condition.Holds(principal, record));
    }

    /// <summary>The principal has stepped out of its tenant, whatever the record.</summary>
    public sealed record Crosses : Condition
    {
        public override bool Holds(Principal principal, AccessRecord record) => principal.CrossesTenants;
    }

    /// <summary>The record's text equals the principal's.</summary>
    public sealed record Same(RecordField Record, PrincipalField Principal) : Condition
    {
        public override bool Holds(Principal principal, AccessRecord record) =>
            record.Text(Record) == principal.Text(Principal);
    }

    /// <summary>The record's list names the principal's text.</summary>
    public sealed record Names(RecordField Record, PrincipalField Principal) : Condition
    {
        public override bool Holds(Principal principal, AccessRecord record) =>
            record.List(Record).Contains(principal.Text(Principal), StringComparer.Ordinal);
    }

    /// <summary>The principal's list names the record's text.</summary>
    public sealed record NamedBy(RecordField Record, PrincipalField Principal) : Condition
    {
        public override bool Holds(Principal principal, AccessRecord record) =>
            principal.List(Principal).Contains(record.Text(Record), StringComparer.Ordinal);
    }

    /// <summary>The two lists share a member.</summary>
    public sealed record Overlaps(RecordField Record, PrincipalField Principal) : Condition
    {
        public override bool Holds(Principal principal, AccessRecord record) =>
            record.List(Record).Intersect(principal.List(Principal), StringComparer.Ordinal).Any();
    }

    /// <summary>The record's list is empty.</summary>
    public sealed record IsEmpty(RecordField Record) : Condition
    {
        public override bool Holds(Principal principal, AccessRecord record) => !record.List(Record).Any();
    }

    /// <summary>The record's label is no narrower than the principal's clearance.</summary>
    public sealed record WithinClearance : Condition
    {
        public override bool Holds(Principal principal, AccessRecord record) =>
            record.Handling.Tlp <= principal.Clearance;
    }

    /// <summary>The record carries one of these labels.</summary>
    public sealed record LabelIs(params ImmutableArray<Tlp> Labels) : Condition
    {
        public override bool Holds(Principal principal, AccessRecord record) => Labels.Contains(record.Handling.Tlp);
    }
}
