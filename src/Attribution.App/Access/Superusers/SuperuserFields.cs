using Attribution.App.Access.Audit;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Access.Superusers;

/// <summary>The field of <c>as-superuser.graphql</c>: the query once more, and whoever is asked for in it
/// (<see cref="CallerOfCall"/>) has stepped out of its tenant.</summary>
internal static class SuperuserFields
{
    internal const string Name = "asSuperuser";

    internal static void Bind(SchemaBindings schema, AccessTrail trail) =>
        schema.Object<Root>("Query").Define(Name, field =>
        {
            var reason = field.Argument<string>("reason");
            return field.Returns(Output.Of<Root>()).Async(async (query, call) =>
            {
                if (Permissions.CrossingProblem(call.Caller(), call.Get(reason)) is { } problem)
                {
                    throw new GraphQLException(problem.Message, problem.Code);
                }

                call.Kept = await trail.CrossAsync(call.Caller(), call.Get(reason), call.Selected);
                return query;
            });
        });
}
