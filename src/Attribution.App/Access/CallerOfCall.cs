using Attribution.App.Access.Superusers;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.App.Access;

internal static class CallerOfCall
{
    /// <summary>Who asks: the host sets the principal of a checked token as a feature of the request. Not a scoped
    /// service, because opening a scope costs more than a small query. Inside <c>asSuperuser</c> it has stepped out of
    /// its tenant, which that field has allowed and recorded.</summary>
    internal static Principal Caller(this FieldCall call)
    {
        var own = call.Services.GetRequiredService<HttpContext>().Features.GetRequiredFeature<Principal>();
        return call.Enclosing(SuperuserFields.Name)?.Kept is Crossing crossing
            ? own with { Crossing = crossing }
            : own;
    }
}
