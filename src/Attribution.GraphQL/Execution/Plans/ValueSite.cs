using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Execution;

/// <summary>Where a value stands: a field's, or an item's inside the lists of one.</summary>
/// <param name="Field">The field.</param>
/// <param name="Type">The type of the value.</param>
/// <param name="Level">How many lists of the field's value are around it.</param>
internal sealed record ValueSite(FieldSite Field, GraphType Type, int Level)
{
    /// <summary>Whether the value may be null, so that trouble below it ends here (section 6.4.4).</summary>
    public bool IsNullable => Type is not NonNullType;

    /// <summary>Where the items of the value stand, it being a list.</summary>
    public ValueSite Item => new(Field, ((ListType)Type.Nullable).Item, Level + 1);
}
