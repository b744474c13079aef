using System.Text.Json;
using Attribution.GraphQL.Documents;
using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Http;

/// <summary>Finds the document a request means: the one it sends, or one it only names.</summary>
internal sealed class RequestDocuments(PersistedDocumentOptions options, int maxDocumentBytes)
{
    private readonly AutomaticDocuments? _automatic =
        options.MaxAutomatic > 0 && !options.OnlyTrusted
            ? new AutomaticDocuments(options.MaxAutomatic, maxDocumentBytes)
            : null;

    /// <summary>Sets the document of the parameters; answers why there is none, or null.</summary>
    public HttpProblem? Find(RequestParameters parameters)
    {
        if (parameters.DocumentId is { } id)
        {
            parameters.Document = options.Trusted.Find(id);
            return parameters.Document is null ? NotTrusted() : null;
        }

        if (HashIn(parameters.Extensions) is { } hash)
        {
            return FindByHash(hash, parameters);
        }

        if (parameters.Document is not { } document)
        {
            return HttpProblem.BadRequest("The parameter \"query\" is missing.");
        }

        return options.OnlyTrusted && !options.Trusted.Contains(document.Span) ? NotTrusted() : null;
    }

    private HttpProblem? FindByHash(string hash, RequestParameters parameters)
    {
        if (options.Trusted.Find(hash) is { } trusted)
        {
            parameters.Document = trusted;
            return null;
        }

        if (options.OnlyTrusted)
        {
            return NotTrusted();
        }

        if (_automatic is null)
        {
            return parameters.Document is null
                ? HttpProblem.Of(200, ErrorCodes.PersistedQueryNotSupported, "PersistedQueryNotSupported")
                : null;
        }

        return parameters.Document is { } document
            ? Register(hash, document.Span, _automatic)
            : FindRegistered(hash, parameters, _automatic);
    }

    private static HttpProblem? Register(string hash, ReadOnlySpan<byte> document, AutomaticDocuments automatic)
    {
        if (TrustedDocuments.HashOf(document) != hash)
        {
            return HttpProblem.BadRequest("provided sha does not match query");
        }

        automatic.Add(hash, document);
        return null;
    }

    // Clients of the protocol look for this message and then send the document along.
    private static HttpProblem? FindRegistered(
        string hash, RequestParameters parameters, AutomaticDocuments automatic)
    {
        parameters.Document = automatic.Find(hash);
        return parameters.Document is null
            ? HttpProblem.Of(200, ErrorCodes.PersistedQueryNotFound, "PersistedQueryNotFound")
            : null;
    }

    private static HttpProblem NotTrusted() => HttpProblem.Of(
        400, ErrorCodes.DocumentNotTrusted, "This server runs only documents it was given beforehand.");

    private static string? HashIn(JsonElement extensions) =>
        extensions.ValueKind == JsonValueKind.Object
        && extensions.TryGetProperty("persistedQuery", out var persisted)
        && persisted.ValueKind == JsonValueKind.Object
        && persisted.TryGetProperty("sha256Hash", out var hash)
        && hash.ValueKind == JsonValueKind.String
            ? hash.GetString()
            : null;
}
