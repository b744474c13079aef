using System.Globalization;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Limits;

/// <summary>The directives <c>@cost</c> and <c>@listSize</c> of the IBM GraphQL cost specification.</summary>
public static class CostDirectives
{
    /// <summary>Their definitions: a fragment for schemas that use them.</summary>
    public static Source Fragment { get; } = new(
        """
        "Says what a field, argument or type costs where that is not 1 for objects and 0 for values."
        directive @cost(
          "A number."
          weight: String!
        ) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR

        "Says how many items a list has, so that what is selected on them can be counted."
        directive @listSize(
          "How many, when no slicing argument is given."
          assumedSize: Int
          "Arguments whose value is the number of items; the largest counts."
          slicingArguments: [String!]
          "Fields of the returned object that are the lists meant."
          sizedFields: [String!]
          "Whether exactly one slicing argument has to be given."
          requireOneSlicingArgument: Boolean = true
        ) on FIELD_DEFINITION
        """,
        "cost.graphql");

    internal static double? WeightOf(SyntaxList<Directive> directives) =>
        SpecifiedDirectives.Find(directives, "cost"u8) is { } cost
        && ArgumentOf(cost, "weight"u8) is Value.String text
        && double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
        && double.IsFinite(weight)
            ? weight
            : null;

    internal static Value? ArgumentOf(Directive directive, ReadOnlySpan<byte> name)
    {
        foreach (var argument in directive.Arguments)
        {
            if (argument.Name.Is(name))
            {
                return argument.Value;
            }
        }

        return null;
    }

    internal static IEnumerable<string> StringsOf(Directive directive, ReadOnlySpan<byte> name) =>
        ArgumentOf(directive, name) switch
        {
            Value.List list => list.Items.OfType<Value.String>().Select(item => item.Text),
            Value.String one => [one.Text],
            _ => [],
        };
}
