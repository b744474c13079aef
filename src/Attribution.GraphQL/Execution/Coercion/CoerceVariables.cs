using System.Text.Json;
using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Execution;

/// <summary>Section 6.1.2 "Coercing Variable Values".</summary>
internal static class CoerceVariables
{
    // As many as help a developer; a hostile request gets no more.
    private const int MaxErrors = 20;

    /// <summary>The values of all variables of an operation, or the errors that keep it from running.</summary>
    public static VariableValues? Read(VariableTable table, JsonElement json, List<GraphQLError> errors)
    {
        if (table.Variables.IsEmpty)
        {
            return VariableValues.None;
        }

        var values = new VariableValue[table.Variables.Length];
        foreach (var variable in table.Variables)
        {
            values[variable.Index] = Read(variable, json, errors);
            if (errors.Count == MaxErrors)
            {
                break;
            }
        }

        return errors.Count == 0 ? new VariableValues(table, values) : null;
    }

    private static VariableValue Read(DeclaredVariable variable, JsonElement json, List<GraphQLError> errors)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(variable.Name.Utf8, out var given))
        {
            return ReadGiven(variable, given, errors);
        }

        if (variable.Syntax.DefaultValue is { } literal)
        {
            var value = new LiteralReader(VariableValues.None).Read(variable.Type, literal);
            return new VariableValue(IsGiven: true, value, default, literal);
        }

        if (variable.Type is NonNullType)
        {
            Refuse(variable, "was not provided", errors);
        }

        return default;
    }

    private static VariableValue ReadGiven(DeclaredVariable variable, JsonElement json, List<GraphQLError> errors)
    {
        if (json.ValueKind == JsonValueKind.Null && variable.Type is NonNullType)
        {
            errors.Add(new GraphQLError(
                $"Variable \"${variable.Text}\" of non-null type \"{variable.Type}\" must not be null.",
                ErrorCodes.BadUserInput,
                variable.Syntax.Location));
            return default;
        }

        var reader = new JsonInputReader(variable.Text);
        var value = reader.Read(variable.Type, json);
        if (reader.Problem is { } problem)
        {
            errors.Add(new GraphQLError(problem, ErrorCodes.BadUserInput, variable.Syntax.Location));
        }

        return new VariableValue(IsGiven: true, value, json, Literal: null);
    }

    private static void Refuse(DeclaredVariable variable, string problem, List<GraphQLError> errors) =>
        errors.Add(new GraphQLError(
            $"Variable \"${variable.Text}\" of required type \"{variable.Type}\" {problem}.",
            ErrorCodes.BadUserInput,
            variable.Syntax.Location));
}
