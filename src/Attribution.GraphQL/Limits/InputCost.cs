using System.Text.Json;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Limits;

/// <summary>What an argument costs by what is given in it (IBM cost directives, "Argument Cost" and "Input Field
/// Cost"): its own weight, and that of every weighed input field in its value, as often as it is given.</summary>
internal sealed class InputCost
{
    private readonly GraphType _type;
    private readonly Value _value;
    private readonly double _ownWeight;
    private readonly bool _weighsFields;

    public InputCost(InputDefinition definition, Value value)
    {
        _type = definition.Type;
        _value = value;
        _ownWeight = WeightOf(definition);
        _weighsFields = HasWeights(_type, []);
    }

    /// <summary>Whether every request costs the same.</summary>
    public bool IsConstant => !_weighsFields || !LiteralVariables.Holds(_value);

    /// <summary>The cost in one request.</summary>
    public double For(VariableValues variables) =>
        _ownWeight + (_weighsFields ? OfLiteral(_type, _value, variables) : 0);

    private static double OfLiteral(GraphType type, Value value, VariableValues variables) =>
        (type.Nullable, value) switch
        {
            (_, Value.Variable variable) => OfVariable(type, variable, variables),
            (ListType list, Value.List items) => items.Items.Sum(item => OfLiteral(list.Item, item, variables)),
            (ListType list, _) => OfLiteral(list.Item, value, variables),
            (InputObjectType input, Value.Object given) => given.Fields.Sum(member =>
                input.Fields.Find(member.Name) is { } field
                    ? WeightOf(field) + OfLiteral(field.Type, member.Value, variables)
                    : 0),
            _ => 0,
        };

    private static double OfVariable(GraphType type, Value.Variable variable, VariableValues variables) =>
        !variables.TryGet(variable.Name, out var given) ? 0
        : given.Value.Literal is { } literal ? OfLiteral(type, literal, VariableValues.None)
        : OfJson(type, given.Value.Json);

    private static double OfJson(GraphType type, JsonElement json) => (type.Nullable, json.ValueKind) switch
    {
        (ListType list, JsonValueKind.Array) => json.EnumerateArray().Sum(item => OfJson(list.Item, item)),
        (ListType list, _) => OfJson(list.Item, json),
        (InputObjectType input, JsonValueKind.Object) => json.EnumerateObject().Sum(member =>
            input.Fields.Find(member.Name) is { } field ? WeightOf(field) + OfJson(field.Type, member.Value) : 0),
        _ => 0,
    };

    private static bool HasWeights(GraphType type, HashSet<InputObjectType> visited) =>
        type.Named is InputObjectType input && visited.Add(input)
        && input.Fields.Any(field => WeightOf(field) != 0 || HasWeights(field.Type, visited));

    private static double WeightOf(InputDefinition definition) => CostDirectives.WeightOf(definition.Directives) ?? 0;
}
