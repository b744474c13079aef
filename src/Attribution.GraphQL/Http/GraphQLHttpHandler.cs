using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Transports;
using Attribution.GraphQL.Uploads;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Attribution.GraphQL.Http;

/// <summary>Answers one HTTP request (GraphQL over HTTP, sections 6 "Request" and 7 "Response").</summary>
internal sealed class GraphQLHttpHandler
{
    private const string AllMethods = "GET, POST";

    private readonly GraphQLEngine _engine;
    private readonly GraphQLHttpOptions _options;
    private readonly RequestDocuments _documents;
    private readonly SocketTransport _sockets;

    public GraphQLHttpHandler(GraphQLEngine engine, GraphQLHttpOptions options)
    {
        _engine = engine;
        _options = options;
        _documents = new RequestDocuments(options.Documents, engine.Options.Limits.MaxDocumentBytes);
        _sockets = new SocketTransport(engine, options, _documents);
    }

    public async Task HandleAsync(HttpContext context)
    {
        var accepted = MediaTypes.Choose(context.Request.Headers.Accept);
        try
        {
            await AnswerAsync(context, accepted);
        }
        catch (BadHttpRequestException exception)
        {
            var problem = HttpProblem.Of(exception.StatusCode, ErrorCodes.BadRequest, exception.Message);
            HttpResponses.Refuse(context, accepted.JsonOrDefault, problem);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: nobody is left to answer.
        }
    }

    private Task AnswerAsync(HttpContext context, Negotiated accepted)
    {
        var method = context.Request.Method;
        var isPost = HttpMethods.IsPost(method);
        if (!isPost && context.WebSockets.IsWebSocketRequest)
        {
            return _sockets.AcceptAsync(context);
        }

        if (accepted is { Json: null, TakesSeveral: false })
        {
            return Refuse(context, accepted, HttpProblem.NotAcceptable(
                $"This server answers with {MediaTypes.GraphQLResponse}, {MediaTypes.Json}, {EventStream.MediaType} or "
                + $"{MultipartStream.MediaType}."));
        }

        if (isPost)
        {
            return AnswerPostAsync(context, accepted);
        }

        return _options.AllowGet && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            ? AnswerGetAsync(context, accepted)
            : RefuseMethod(context, accepted, _options.AllowGet ? AllMethods : HttpMethods.Post, "Use POST.");
    }

    private async Task AnswerPostAsync(HttpContext context, Negotiated accepted)
    {
        if (_options.MaxUploadBytes > 0 && MultipartRequest.IsMultipart(context.Request.ContentType))
        {
            await AnswerUploadAsync(context, accepted);
            return;
        }

        if (!MediaTypes.IsJson(context.Request.ContentType))
        {
            await Refuse(context, accepted, HttpProblem.UnsupportedMediaType(
                $"Send the request as {MediaTypes.Json} in UTF-8."));
            return;
        }

        var parameters = new RequestParameters();
        PreparedOperation? operation;
        IReadOnlyList<GraphQLError> errors;
        var services = _options.Services(context);
        using (var body = await ReadBodyAsync(context))
        {
            var problem = body is null
                ? HttpProblem.TooLarge(_options.MaxBodyBytes)
                : RequestJson.Read(body.Bytes, parameters) ?? _documents.Find(parameters);
            if (problem is not null)
            {
                await Refuse(context, accepted, problem);
                return;
            }

            operation = _engine.Prepare(parameters.ToRequest(services), out errors, accepted.TakesSeveral);
        }

        await ExecuteAsync(context, accepted, operation, errors, services);
    }

    private async Task AnswerUploadAsync(HttpContext context, Negotiated accepted)
    {
        var parameters = new RequestParameters();
        var (problem, files) = await new MultipartRequest(_options).ReadAsync(context.Request, parameters);
        if ((problem ?? _documents.Find(parameters)) is { } refusal)
        {
            await Refuse(context, accepted, refusal);
            return;
        }

        var services = new UploadServices(_options.Services(context), files);
        var operation = _engine.Prepare(parameters.ToRequest(services), out var errors, accepted.TakesSeveral);
        await ExecuteAsync(context, accepted, operation, errors, services);
    }

    private async ValueTask<RequestBody?> ReadBodyAsync(HttpContext context) =>
        context.Request.ContentLength > _options.MaxBodyBytes
            ? null
            : await RequestBody.ReadAsync(context.Request.BodyReader, _options.MaxBodyBytes, context.RequestAborted);

    private Task AnswerGetAsync(HttpContext context, Negotiated accepted)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = HeaderNames.Accept;
        var parameters = new RequestParameters();
        if ((RequestQuery.Read(context.Request.Query, parameters) ?? _documents.Find(parameters)) is { } problem)
        {
            return Refuse(context, accepted, problem);
        }

        var services = _options.Services(context);
        var operation = _engine.Prepare(parameters.ToRequest(services), out var errors, accepted.TakesSeveral);
        return operation is { Operation.Kind: OperationKind.Mutation }
            ? RefuseMethod(context, accepted, HttpMethods.Post, "Mutations may not be sent by GET: use POST.")
            : ExecuteAsync(context, accepted, operation, errors, services);
    }

    private async Task ExecuteAsync(
        HttpContext context,
        Negotiated accepted,
        PreparedOperation? operation,
        IReadOnlyList<GraphQLError> errors,
        IServiceProvider services)
    {
        if (accepted.TakesSeveral && (accepted.Json is null || operation is { AnswersOnce: false }))
        {
            var responses = operation is null
                ? AsyncEnumerable.Repeat(GraphQLResponse.Refusing(errors), 1)
                : _engine.SubscribeAsync(operation, services, context.RequestAborted);
            await (accepted.TakesEvents
                ? EventStream.WriteAsync(context, responses, _options.Time)
                : MultipartStream.WriteAsync(context, responses));
            return;
        }

        using var response = operation is null
            ? GraphQLResponse.Refusing(errors)
            : await _engine.ExecuteAsync(operation, services, context.RequestAborted);
        HttpResponses.Write(context, accepted.JsonOrDefault, response);
    }

    private static Task RefuseMethod(HttpContext context, Negotiated accepted, string allowed, string message)
    {
        context.Response.Headers.Allow = allowed;
        return Refuse(context, accepted, HttpProblem.MethodNotAllowed(message));
    }

    private static Task Refuse(HttpContext context, Negotiated accepted, HttpProblem problem)
    {
        HttpResponses.Refuse(context, accepted.JsonOrDefault, problem);
        return Task.CompletedTask;
    }
}
