using Attribution.GraphQL.Language;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Execution;

/// <summary>An operation, ready to run as often as requests ask for it. Immutable.</summary>
/// <param name="Root">What is selected on the root type.</param>
/// <param name="Kind">How the root fields run.</param>
/// <param name="SlotCount">How many things a run keeps (see <see cref="ExecutionState.Slots"/>).</param>
/// <param name="ListDepth">How many lists are inside one another, at most.</param>
/// <param name="Guards">The requests it serves.</param>
/// <param name="CostFormula">What a run may cost.</param>
/// <param name="Delivery">Whether parts of the response come later.</param>
internal sealed record OperationPlan(
    ObjectPlan<Root> Root,
    OperationKind Kind,
    int SlotCount,
    int ListDepth,
    IReadOnlyList<PlanGuard> Guards,
    CostNode CostFormula,
    Delivery Delivery)
{
    private readonly OperationCost? _constantCost =
        CostFormula.IsConstant ? CostFormula.For(VariableValues.None) : null;

    /// <summary>What one request may cost.</summary>
    public OperationCost CostFor(VariableValues variables) => _constantCost ?? CostFormula.For(variables);

    /// <summary>Whether the plan selects what this request asks for.</summary>
    public bool Serves(VariableValues variables, bool isIncremental)
    {
        if (Delivery != Delivery.OfOnePiece && isIncremental != (Delivery == Delivery.InParts))
        {
            return false;
        }

        foreach (var guard in Guards)
        {
            if (!guard.Holds(variables))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>How the response of a plan is delivered.</summary>
internal enum Delivery
{
    /// <summary>At once, the operation asking for nothing else.</summary>
    OfOnePiece,

    /// <summary>At once, though the operation would like it in parts: the client cannot take them.</summary>
    JoinedUp,

    /// <summary>In parts.</summary>
    InParts,
}
