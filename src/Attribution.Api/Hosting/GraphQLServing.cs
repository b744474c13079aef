using Attribution.Api.Explorer;
using Attribution.App;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Http;
using Attribution.GraphQL.Observability;
using Attribution.GraphQL.Validation;

namespace Attribution.Api.Hosting;

/// <summary>Serves the system's schema at <c>/graphql</c>, over HTTP, server-sent events and WebSocket, as <see
/// cref="GraphQLSettings"/> say.</summary>
internal static partial class GraphQLServing
{
    private const string Path = "/graphql";

    /// <summary>Takes WebSockets in, and answers browsers with the explorer where there is one.</summary>
    /// <param name="app">The application, before it asks for a token.</param>
    /// <param name="settings">Whether there is an explorer.</param>
    internal static void UseGraphQL(this WebApplication app, GraphQLSettings settings)
    {
        app.UseWebSockets();
        if (settings.Explorer ?? app.Environment.IsDevelopment())
        {
            app.UseExplorer(Path);
        }
    }

    /// <summary>Answers GraphQL to callers with a token.</summary>
    internal static void MapGraphQL(this WebApplication app, AttributionSystem system, GraphQLSettings settings) =>
        app.MapGraphQL(Path, Engine(app, system, settings), new GraphQLHttpOptions
        {
            AllowGet = settings.AllowGet,
            MaxBodyBytes = settings.MaxBodyBytes,
            MaxUploadBytes = settings.MaxUploadBytes,
            Documents = settings.Documents(),
            Sockets = settings.Sockets with
            {
                OnConnectionInit = SocketCallers.AcceptAsync,
                EndsAt = SocketCallers.EndsAt,
            },
        }).RequireAuthorization(policy => policy.RequireAssertion(context =>
            context.User.Identity is { IsAuthenticated: true } || IsHandshake(context.Resource)));

    // Browsers cannot send a token with a handshake; the connection says it next, and gets no further without. What
    // comes by POST is never taken for one.
    private static bool IsHandshake(object? resource) =>
        resource is HttpContext { WebSockets.IsWebSocketRequest: true } context
        && !HttpMethods.IsPost(context.Request.Method);

    private static GraphQLEngine Engine(WebApplication app, AttributionSystem system, GraphQLSettings settings)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(GraphQLTelemetry.ActivitySourceName);
        var mayIntrospect = settings.Introspection ?? app.Environment.IsDevelopment();
        return GraphQLEngine.Create(system.Schema, new GraphQLEngineOptions
        {
            Limits = settings.Limits,
            MaxCachedDocuments = settings.MaxCachedDocuments,
            Validation = new ValidationOptions { AllowIntrospection = mayIntrospect, SuggestNames = mayIntrospect },
            SlowOperationThreshold = settings.SlowOperation,
            OnSlowOperation = slow => OperationWasSlow(
                log, slow.Kind, slow.Name, slow.Duration.TotalMilliseconds, slow.Cost.Field, slow.Cost.Type),
            OnResolverFailure = failure => FieldFailed(log, failure.ErrorId, failure.Exception),
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The {Kind} {Name} took {Milliseconds:F0} ms; it may cost {FieldCost} for its fields and {TypeCost} for its "
        + "objects.")]
    private static partial void OperationWasSlow(
        ILogger log,
        GraphQL.Language.OperationKind kind,
        string? name,
        double milliseconds,
        double fieldCost,
        double typeCost);

    [LoggerMessage(Level = LogLevel.Error, Message = "A field failed; the client was told error id {ErrorId}.")]
    private static partial void FieldFailed(ILogger log, string errorId, Exception exception);
}
