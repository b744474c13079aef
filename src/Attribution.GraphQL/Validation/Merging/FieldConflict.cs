using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Merging;

/// <summary>Why fields under one response key cannot become one field.</summary>
/// <param name="Key">The response key.</param>
/// <param name="Reason">Ends the sentence "Fields ... conflict because".</param>
/// <param name="Left">The fields of one side, the outermost first.</param>
/// <param name="Right">The fields of the other side.</param>
internal sealed record FieldConflict(
    Name Key, string Reason, IReadOnlyList<Location> Left, IReadOnlyList<Location> Right)
{
    public static FieldConflict Between(SelectedField left, SelectedField right, string reason) =>
        new(left.Node.ResponseKey, reason, [left.Node.Location], [right.Node.Location]);

    /// <summary>The conflict of two fields whose subfields conflict.</summary>
    public static FieldConflict Around(SelectedField left, SelectedField right, IReadOnlyList<FieldConflict> inner)
    {
        var reasons = inner.Select(conflict => $"subfields \"{conflict.Key}\" conflict because {conflict.Reason}");
        return new FieldConflict(
            left.Node.ResponseKey,
            string.Join(" and ", reasons),
            [left.Node.Location, .. inner.SelectMany(conflict => conflict.Left)],
            [right.Node.Location, .. inner.SelectMany(conflict => conflict.Right)]);
    }
}
