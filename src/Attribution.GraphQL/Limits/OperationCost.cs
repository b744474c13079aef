using System.Runtime.InteropServices;

namespace Attribution.GraphQL.Limits;

/// <summary>What an operation may cost (IBM cost directives, section "Cost").</summary>
/// <param name="Field">The cost of the fields.</param>
/// <param name="Type">The cost of the objects.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OperationCost(double Field, double Type)
{
    internal OperationCost Plus(OperationCost other) => new(Field + other.Field, Type + other.Type);

    internal OperationCost Times(double count) => new(count * Field, count * Type);

    internal static OperationCost Larger(OperationCost left, OperationCost right) =>
        new(Math.Max(left.Field, right.Field), Math.Max(left.Type, right.Type));
}
