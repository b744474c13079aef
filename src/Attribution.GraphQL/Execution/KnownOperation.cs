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
    /// <param name="variables">The values of the request.</param>
    /// <param name="limits">What the operation may ask for.</param>
    /// <param name="isIncremental">Whether the client takes parts of the response later.</param>
    /// <param name="error">Why there is no plan.</param>
    public OperationPlan? PlanFor(
        VariableValues variables, OperationLimits limits, bool isIncremental, out GraphQLError? error)
    {
        // A subscription has a response for each event, and no parts of one.
        isIncremental &= Kind != OperationKind.Subscription;
        foreach (var plan in _plans)
        {
            if (plan.Serves(variables, isIncremental))
            {
                error = null;
                return plan;
            }
        }

        return MakePlan(new PlanScope(schema, document, variables, limits, isIncremental), out error);
    }

    private OperationPlan? MakePlan(PlanScope scope, out GraphQLError? error)
    {
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
