using System.Globalization;
using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Limits;

/// <summary>Keeps operations from running that may cost too much.</summary>
internal static class CostLimit
{
    public static GraphQLError? Check(OperationCost cost, OperationLimits limits)
    {
        if (cost.Field <= limits.MaxFieldCost && cost.Type <= limits.MaxTypeCost)
        {
            return null;
        }

        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"The operation may cost {cost.Field} for its fields and {cost.Type} for its objects; at most "
            + $"{limits.MaxFieldCost} and {limits.MaxTypeCost} are allowed. Ask for smaller lists or fewer fields.");
        return new GraphQLError(message, ErrorCodes.TooCostly)
        {
            Extensions = new Dictionary<string, object?>
            {
                ["fieldCost"] = cost.Field,
                ["maxFieldCost"] = limits.MaxFieldCost,
                ["typeCost"] = cost.Type,
                ["maxTypeCost"] = limits.MaxTypeCost,
            },
        };
    }
}
