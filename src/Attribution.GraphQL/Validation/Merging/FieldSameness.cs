using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Merging;

/// <summary>What has to be the same in two fields that become one.</summary>
internal static class FieldSameness
{
    /// <summary>Whether both have the same arguments with the same values, in any order.</summary>
    public static bool HaveSameArguments(SyntaxList<Argument> left, SyntaxList<Argument> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (var argument in left)
        {
            if (Find(right, argument.Name) is not { } other || !AreSame(argument.Value, other.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether both stream their items in the same way, or both do not.</summary>
    public static bool HaveSameStreams(SyntaxList<Directive> left, SyntaxList<Directive> right)
    {
        if (left.Count == 0 && right.Count == 0)
        {
            return true;
        }

        var leftStream = SpecifiedDirectives.Find(left, "stream"u8);
        var rightStream = SpecifiedDirectives.Find(right, "stream"u8);
        return (leftStream is null && rightStream is null)
            || (leftStream is not null && rightStream is not null
                && HaveSameArguments(leftStream.Arguments, rightStream.Arguments));
    }

    /// <summary>The specification's <c>SameResponseShape</c>, without the subfields.</summary>
    public static bool HaveSameShape(GraphType left, GraphType right) => (left, right) switch
    {
        (NonNullType leftInner, NonNullType rightInner) => HaveSameShape(leftInner.Inner, rightInner.Inner),
        (ListType leftItem, ListType rightItem) => HaveSameShape(leftItem.Item, rightItem.Item),
        (NamedType, NamedType) => left == right || !(left.IsLeaf || right.IsLeaf),
        _ => false,
    };

    private static Argument? Find(SyntaxList<Argument> arguments, Name name)
    {
        foreach (var argument in arguments)
        {
            if (argument.Name == name)
            {
                return argument;
            }
        }

        return null;
    }

    /// <summary>Equal values; the order of an input object's fields does not count.</summary>
    private static bool AreSame(Value left, Value right) => (left, right) switch
    {
        (Value.List leftList, Value.List rightList) => leftList.Items.Count == rightList.Items.Count
            && leftList.Items.Zip(rightList.Items).All(pair => AreSame(pair.First, pair.Second)),
        (Value.Object leftObject, Value.Object rightObject) => AreSame(leftObject, rightObject),
        (Value.String leftText, Value.String rightText) =>
            leftText.Text == rightText.Text && leftText.IsBlock == rightText.IsBlock,
        _ => left == right,
    };

    private static bool AreSame(Value.Object left, Value.Object right) =>
        left.Fields.Count == right.Fields.Count
        && left.Fields.OrderBy(NameOf, StringComparer.Ordinal)
            .Zip(right.Fields.OrderBy(NameOf, StringComparer.Ordinal))
            .All(pair => pair.First.Name == pair.Second.Name && AreSame(pair.First.Value, pair.Second.Value));

    private static string NameOf(ObjectField field) => field.Name.ToString();
}
