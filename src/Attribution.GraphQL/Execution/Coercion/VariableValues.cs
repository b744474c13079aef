using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Execution;

/// <summary>The coerced variables of one request, by their place in the operation.</summary>
internal sealed class VariableValues(VariableTable table, VariableValue[] values)
{
    /// <summary>Of operations without variables, and of literals that hold none.</summary>
    public static VariableValues None { get; } = new(VariableTable.Empty, []);

    /// <summary>The value of a variable; false when neither the client nor a default gave one.</summary>
    public bool TryGet(Name name, [NotNullWhen(true)] out VariableValue? value)
    {
        value = table.Find(name) is { } variable ? values[variable.Index] : default(VariableValue?);
        value = value is { IsGiven: true } ? value : null;
        return value is not null;
    }

    public VariableValue this[int index] => values[index];
}

/// <summary>What a variable is in one request.</summary>
/// <param name="IsGiven">Whether there is a value at all; null is one.</param>
/// <param name="Coerced">The value as resolvers get it.</param>
/// <param name="Json">What the client gave, for literals of scalars that take any JSON.</param>
/// <param name="Literal">The default that stands in, when the client gave nothing.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VariableValue(bool IsGiven, object? Coerced, JsonElement Json, Value? Literal);
