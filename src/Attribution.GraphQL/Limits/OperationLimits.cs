namespace Attribution.GraphQL.Limits;

/// <summary>
/// What one operation may ask for. All of it is checked before the first resolver runs, with fragments spread out and
/// what <c>@skip</c> and <c>@include</c> leave out left out.
/// </summary>
public sealed record OperationLimits
{
    /// <summary>The defaults.</summary>
    public static OperationLimits Default { get; } = new();

    /// <summary>Bytes of a document.</summary>
    public int MaxDocumentBytes { get; init; } = 256 * 1024;

    /// <summary>Fields inside one another; the root fields are at depth 1.</summary>
    public int MaxDepth { get; init; } = 20;

    /// <summary>Fields of the document with an alias.</summary>
    public int MaxAliases { get; init; } = 100;

    /// <summary>Fields of the root type.</summary>
    public int MaxRootFields { get; init; } = 30;

    /// <summary>Selections looked at to find the fields.</summary>
    public int MaxSelections { get; init; } = 20_000;

    /// <summary>The cost of the fields (IBM cost directives, "Field Cost"): 1 per field that has fields of its own,
    /// what <c>@cost</c> says where it stands; below a list as many times as the list may have items.</summary>
    public double MaxFieldCost { get; init; } = 20_000;

    /// <summary>The cost of the objects (IBM cost directives, "Type Cost"): 1 per object the response may have, or
    /// what <c>@cost</c> on the type says.</summary>
    public double MaxTypeCost { get; init; } = 20_000;

    /// <summary>How many items a list is taken to have when no <c>@listSize</c> says so.</summary>
    public int AssumedListSize { get; init; } = 10;

    /// <summary>How long a run may take before it is called off.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
