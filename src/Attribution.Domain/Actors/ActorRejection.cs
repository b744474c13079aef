namespace Attribution.Domain.Actors;

/// <summary>Every refusal that the state of an actor can cause.</summary>
public static class ActorRejection
{
    public static Rejection NotFound => new("ACTOR_NOT_FOUND", "There is no such actor.");

    public static Rejection OtherNotFound => new("ACTOR_NOT_FOUND", "There is no such actor.", "other");

    public static Rejection AlreadyExists =>
        new("ACTOR_EXISTS", "This actor is registered already; edit it instead.", "actor");

    public static Rejection Merged =>
        new("ACTOR_MERGED", "Another actor stands for this one; change that one, or undo the merge.");

    public static Rejection InvalidId =>
        new("INVALID_ACTOR", "An actor is named by its STIX id, threat-actor--UUID or intrusion-set--UUID.", "actor");

    public static Rejection TenantRequired => new("TENANT_REQUIRED", "The token names no tenant.", "tenant");

    public static Rejection Itself =>
        new("SAME_ACTOR", "An actor is neither like itself nor merged into itself.", "other");

    public static Rejection MergeCycle =>
        new("MERGE_CYCLE", "That actor is itself merged into this one; undo that merge first.", "other");

    public static Rejection AnalystRequired =>
        new("ANALYST_REQUIRED", "Only an analyst decides which actors are one; a machine may say they are alike.");

    public static Rejection InvalidCapability(string field) =>
        new("INVALID_CAPABILITY", "Name a technique (T1003) or the STIX id of a malware or tool.", field);
}
