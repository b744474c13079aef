using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Attribution.GraphQL.Http;

/// <summary>Answers one HTTP request (GraphQL over HTTP, sections 6 "Request" and 7 "Response").</summary>
internal sealed class GraphQLHttpHandler(GraphQLEngine engine, GraphQLHttpOptions options)
{
    private const string AllMethods = "GET, POST";

    public async Task HandleAsync(HttpContext context)
    {
        if (MediaTypes.Choose(context.Request.Headers.Accept) is not { } mediaType)
        {
            HttpResponses.Refuse(context, MediaTypes.Json, HttpProblem.NotAcceptable(
                $"This server answers with {MediaTypes.GraphQLResponse} or {MediaTypes.Json}."));
            return;
        }

        try
        {
            await AnswerAsync(context, mediaType);
        }
        catch (BadHttpRequestException exception)
        {
            HttpResponses.Refuse(
                context, mediaType, HttpProblem.Of(exception.StatusCode, ErrorCodes.BadRequest, exception.Message));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: nobody is left to answer.
        }
    }

    private Task AnswerAsync(HttpContext context, string mediaType)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            return AnswerPostAsync(context, mediaType);
        }

        if (options.AllowGet && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
        {
            return AnswerGetAsync(context, mediaType);
        }

        return RefuseMethod(context, mediaType, options.AllowGet ? AllMethods : HttpMethods.Post, "Use POST.");
    }

    private async Task AnswerPostAsync(HttpContext context, string mediaType)
    {
        if (!MediaTypes.IsJson(context.Request.ContentType))
        {
            HttpResponses.Refuse(context, mediaType, HttpProblem.UnsupportedMediaType(
                $"Send the request as {MediaTypes.Json} in UTF-8."));
            return;
        }

        var parameters = new RequestParameters();
        PreparedOperation? operation;
        IReadOnlyList<GraphQLError> errors;
        var services = options.Services(context);
        using (var body = await ReadBodyAsync(context))
        {
            var problem = body is null
                ? HttpProblem.TooLarge(options.MaxBodyBytes)
                : RequestJson.Read(body.Bytes, parameters) ?? RequireDocument(parameters);
            if (problem is not null)
            {
                HttpResponses.Refuse(context, mediaType, problem);
                return;
            }

            operation = engine.Prepare(parameters.ToRequest(services), out errors);
        }

        await ExecuteAsync(context, mediaType, operation, errors, services);
    }

    private async ValueTask<RequestBody?> ReadBodyAsync(HttpContext context) =>
        context.Request.ContentLength > options.MaxBodyBytes
            ? null
            : await RequestBody.ReadAsync(context.Request.BodyReader, options.MaxBodyBytes, context.RequestAborted);

    private Task AnswerGetAsync(HttpContext context, string mediaType)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = HeaderNames.Accept;
        var parameters = new RequestParameters();
        if ((RequestQuery.Read(context.Request.Query, parameters) ?? RequireDocument(parameters)) is { } problem)
        {
            HttpResponses.Refuse(context, mediaType, problem);
            return Task.CompletedTask;
        }

        var services = options.Services(context);
        var operation = engine.Prepare(parameters.ToRequest(services), out var errors);
        return operation is { Operation.Kind: not OperationKind.Query }
            ? RefuseMethod(context, mediaType, HttpMethods.Post, "Only queries may be sent by GET: use POST.")
            : ExecuteAsync(context, mediaType, operation, errors, services);
    }

    private async Task ExecuteAsync(
        HttpContext context,
        string mediaType,
        PreparedOperation? operation,
        IReadOnlyList<GraphQLError> errors,
        IServiceProvider services)
    {
        using var response = operation is null
            ? GraphQLResponse.Refusing(errors)
            : await engine.ExecuteAsync(operation, services, context.RequestAborted);
        HttpResponses.Write(context, mediaType, response);
    }

    private static Task RefuseMethod(HttpContext context, string mediaType, string allowed, string message)
    {
        context.Response.Headers.Allow = allowed;
        HttpResponses.Refuse(context, mediaType, HttpProblem.MethodNotAllowed(message));
        return Task.CompletedTask;
    }

    private static HttpProblem? RequireDocument(RequestParameters parameters) =>
        parameters.Document is null ? HttpProblem.BadRequest("The parameter \"query\" is missing.") : null;
}
