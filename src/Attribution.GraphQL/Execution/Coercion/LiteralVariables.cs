using System.Text.Json;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// Puts the values of variables into a literal of a scalar that takes lists and objects, as <c>JSON</c> does: its codec
/// reads literals without variables.
/// </summary>
internal static class LiteralVariables
{
    private static readonly Value NullLiteral = new Value.Null(Name.Of("null").Location);

    public static bool Holds(Value literal) => literal switch
    {
        Value.Variable => true,
        Value.List list => list.Items.Any(Holds),
        Value.Object fields => fields.Fields.Any(field => Holds(field.Value)),
        _ => false,
    };

    public static Value Fill(Value literal, VariableValues variables) => literal switch
    {
        Value.Variable variable => ValueOf(variable, variables),
        Value.List list when Holds(list) =>
            list with { Items = [.. list.Items.Select(item => Fill(item, variables))] },
        Value.Object fields when Holds(fields) => fields with
        {
            Fields = [.. fields.Fields
                .Where(field => field.Value is not Value.Variable name || variables.TryGet(name.Name, out _))
                .Select(field => field with { Value = Fill(field.Value, variables) })],
        },
        _ => literal,
    };

    private static Value ValueOf(Value.Variable variable, VariableValues variables)
    {
        if (!variables.TryGet(variable.Name, out var value))
        {
            return NullLiteral;
        }

        return value.Value.Literal ?? ToLiteral(value.Value.Json);
    }

    private static Value ToLiteral(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new Value.Object(
            default, [.. json.EnumerateObject().Select(field => new ObjectField(
                default, Name.Of(field.Name), ToLiteral(field.Value)))]),
        JsonValueKind.Array => new Value.List(default, [.. json.EnumerateArray().Select(ToLiteral)]),
        JsonValueKind.String => new Value.String(default, json.GetString()!, IsBlock: false),
        JsonValueKind.Number => new Value.Float(Name.Of(json.GetRawText()).Location),
        JsonValueKind.True or JsonValueKind.False => new Value.Boolean(
            Name.Of(json.GetRawText()).Location, json.ValueKind == JsonValueKind.True),
        _ => NullLiteral,
    };
}
