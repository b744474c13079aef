namespace Attribution.GraphQL.Types;

/// <summary>How types relate to each other.</summary>
public static class TypeRelations
{
    /// <summary>Whether a value of one type is always a value of another (section 3.6.3,
    /// <c>IsValidImplementationFieldType</c>).</summary>
    public static bool IsSubtypeOf(this GraphType type, GraphType super) => (type, super) switch
    {
        _ when type == super => true,
        (NonNullType sub, NonNullType above) => sub.Inner.IsSubtypeOf(above.Inner),
        (NonNullType sub, _) => sub.Inner.IsSubtypeOf(super),
        (ListType sub, ListType above) => sub.Item.IsSubtypeOf(above.Item),
        (FieldsType sub, InterfaceType above) => sub.Interfaces.Contains(above),
        (ObjectType sub, UnionType above) => above.PossibleTypes.Contains(sub),
        _ => false,
    };

    /// <summary>Whether some object is of both types (section 5.5.2.3 "Fragment Spread Is Possible").</summary>
    public static bool Overlaps(this CompositeType type, CompositeType other)
    {
        if (type == other)
        {
            return true;
        }

        foreach (var possible in type.PossibleTypes)
        {
            if (other.PossibleTypes.Contains(possible))
            {
                return true;
            }
        }

        return false;
    }
}
