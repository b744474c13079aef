using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Observability;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Validation;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// Runs documents against a bound schema (section 6 "Execution"). One engine serves any number of requests at a time.
/// </summary>
public sealed class GraphQLEngine
{
    private readonly DocumentCache _documents;
    private readonly ResolverFailures _failures;

    private GraphQLEngine(Schema schema, GraphQLEngineOptions options)
    {
        Schema = schema;
        Options = options;
        _documents = new DocumentCache(options.MaxCachedDocuments);
        _failures = new ResolverFailures(options.OnResolverFailure);
    }

    /// <summary>What is served.</summary>
    public Schema Schema { get; }

    /// <summary>How it is served.</summary>
    public GraphQLEngineOptions Options { get; }

    /// <param name="schema">A schema with its bindings in.</param>
    /// <param name="options">How to work; the defaults when absent.</param>
    /// <exception cref="ArgumentException">The schema is not bound.</exception>
    public static GraphQLEngine Create(Schema schema, GraphQLEngineOptions? options = null) => schema.IsBound
        ? new GraphQLEngine(schema, options ?? new GraphQLEngineOptions())
        : throw new ArgumentException("Bind the schema before serving it.", nameof(schema));

    /// <summary>Runs a query or a mutation. Everything that goes wrong is in the response.</summary>
    /// <exception cref="OperationCanceledException">The caller does not want the response any more.</exception>
    public ValueTask<GraphQLResponse> ExecuteAsync(
        GraphQLRequest request, CancellationToken cancellation = default) =>
        Prepare(request, out var refusal) is { } prepared
            ? ExecuteAsync(prepared, request.Services, cancellation)
            : ValueTask.FromResult(GraphQLResponse.Refusing(refusal));

    /// <summary>Runs any operation: a subscription answers once per event, one with <c>@defer</c> in parts, others
    /// once. Dispose every response.</summary>
    public IAsyncEnumerable<GraphQLResponse> SubscribeAsync(
        GraphQLRequest request, CancellationToken cancellation = default) =>
        Prepare(request, out var refusal, isIncremental: true) is { } prepared
            ? SubscribeAsync(prepared, request.Services, cancellation)
            : AsyncEnumerable.Repeat(GraphQLResponse.Refusing(refusal), 1);

    /// <summary>Everything before the first resolver: parse, validate, choose the operation, coerce the variables.
    /// </summary>
    internal PreparedOperation? Prepare(
        GraphQLRequest request, out IReadOnlyList<GraphQLError> errors, bool isIncremental = false)
    {
        if (DocumentOf(request.Document, out errors) is not { } document)
        {
            return null;
        }

        if (document.Find(request.OperationName, out var error) is not { } operation)
        {
            errors = [error!];
            return null;
        }

        var problems = new List<GraphQLError>();
        errors = problems;
        if (CoerceVariables.Read(operation.Variables, request.Variables, problems) is not { } variables)
        {
            return null;
        }

        var plan = operation.PlanFor(variables, Options.Limits, isIncremental, out error);
        error ??= CostLimit.Check(plan!.CostFor(variables), Options.Limits);
        if (error is null)
        {
            return new PreparedOperation(operation, plan!, variables);
        }

        problems.Add(error);
        return null;
    }

    internal ValueTask<GraphQLResponse> ExecuteAsync(
        PreparedOperation operation, IServiceProvider services, CancellationToken cancellation) =>
        GraphQLTelemetry.IsWanted(Options)
            ? RunMeasuredAsync(operation, services, cancellation)
            : ExecuteOperation.RunAsync(operation, ContextOf(services), cancellation);

    internal IAsyncEnumerable<GraphQLResponse> SubscribeAsync(
        PreparedOperation operation, IServiceProvider services, CancellationToken cancellation) =>
        Subscribe.RunAsync(operation, ContextOf(services), cancellation);

    // Apart from its caller, for a closure costs even when it is not made.
    private ValueTask<GraphQLResponse> RunMeasuredAsync(
        PreparedOperation operation, IServiceProvider services, CancellationToken cancellation) =>
        GraphQLTelemetry.MeasureAsync(
            operation, Options, () => ExecuteOperation.RunAsync(operation, ContextOf(services), cancellation));

    private ExecutionContext ContextOf(IServiceProvider services) =>
        new(services, _failures, Options.Limits.Timeout);

    private ParsedDocument? DocumentOf(ReadOnlyMemory<byte> utf8, out IReadOnlyList<GraphQLError> errors)
    {
        errors = [];
        if (_documents.TryGet(utf8.Span, out var known))
        {
            return known;
        }

        if (utf8.Length > Options.Limits.MaxDocumentBytes)
        {
            errors = [new GraphQLError(
                $"The document has {utf8.Length} bytes; at most {Options.Limits.MaxDocumentBytes} are allowed.",
                ErrorCodes.DocumentTooLarge)];
            return null;
        }

        var bytes = utf8.ToArray();
        if (!Parser.TryParse(new Source(bytes), Options.Parser, out var syntax, out var error))
        {
            errors = [error];
            return null;
        }

        errors = Validator.Validate(Schema, syntax, Options.Validation);
        if (errors.Count > 0)
        {
            return null;
        }

        var document = new ParsedDocument(Schema, syntax);
        _documents.Add(bytes, document);
        return document;
    }
}
