using Microsoft.AspNetCore.Http;

namespace Attribution.GraphQL.Http;

/// <summary>The services of an HTTP request. Asks for the request's scope only when a resolver does: making one costs
/// more than a small query.</summary>
internal sealed class RequestServices(HttpContext context) : IServiceProvider
{
    public object? GetService(Type serviceType) => serviceType == typeof(HttpContext)
        ? context
        : context.RequestServices.GetService(serviceType);
}
