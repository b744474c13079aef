using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Execution;

/// <summary>One operation of a document with the plans made for it. Safe for use by many threads.</summary>
internal sealed class KnownOperation(Schema schema, ParsedDocument document, Definition.Operation syntax)
{
    // Conditions on variables make several plans of one operation; beyond this many they are made per request.
    private const int MaxKeptPlans = 8;

    private volatile OperationPlan[] _plans = [];

    public string? Name { get; } = syntax.Name?.ToString();

    public OperationKind Kind => syntax.Kind;

    public VariableTable Variables { get; } = VariableTable.Of(schema, syntax);

    /// <summary>The plan for a request, or why there is none.</summary>
    public OperationPlan? PlanFor(VariableValues variables, OperationLimits limits, out GraphQLError? error)
    {
        foreach (var plan in _plans)
        {
            if (plan.Serves(variables))
            {
                error = null;
                return plan;
            }
        }

        return MakePlan(variables, limits, out error);
    }

    private OperationPlan? MakePlan(VariableValues variables, OperationLimits limits, out GraphQLError? error)
    {
        var scope = new PlanScope(schema, document, variables, limits);
        var plan = PlanCompiler.Compile(scope, syntax);
        error = scope.Error;
        if (error is not null)
        {
            return null;
        }

        // Two requests may make the same plan at once; the loser's is dropped or kept twice, both of which do no harm.
        var known = _plans;
        if (known.Length < MaxKeptPlans)
        {
            _plans = [.. known, plan];
        }

        return plan;
    }
}
