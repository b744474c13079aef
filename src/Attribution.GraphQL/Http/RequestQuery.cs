using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Attribution.GraphQL.Http;

/// <summary>Reads the parameters of a GET request from its URL (GraphQL over HTTP, section 6.2 "GET").</summary>
internal static class RequestQuery
{
    /// <summary>Answers what is wrong, or null.</summary>
    public static HttpProblem? Read(IQueryCollection query, RequestParameters into)
    {
        if (Single(query, "query", out var document) is { } twice)
        {
            return twice;
        }

        if (document is not null)
        {
            into.Document = Encoding.UTF8.GetBytes(document);
        }

        var problem = Single(query, "operationName", out var operationName);
        if (problem is not null)
        {
            return problem;
        }

        into.OperationName = operationName;
        problem = Single(query, "documentId", out var documentId);
        into.DocumentId = documentId;
        return problem ?? ReadObjects(query, into);
    }

    private static HttpProblem? ReadObjects(IQueryCollection query, RequestParameters into)
    {
        if (ReadObject(query, "variables", out var variables) is { } problem)
        {
            return problem;
        }

        into.Variables = variables;
        problem = ReadObject(query, "extensions", out var extensions);
        into.Extensions = extensions;
        return problem;
    }

    private static HttpProblem? ReadObject(IQueryCollection query, string name, out System.Text.Json.JsonElement value)
    {
        value = default;
        return Single(query, name, out var text) is { } problem
            ? problem
            : string.IsNullOrEmpty(text) ? null : RequestJson.ReadObject(name, Encoding.UTF8.GetBytes(text), out value);
    }

    private static HttpProblem? Single(IQueryCollection query, string name, out string? value)
    {
        var values = query.TryGetValue(name, out var found) ? found : StringValues.Empty;
        value = values.Count == 1 ? values[0] : null;
        return values.Count > 1 ? HttpProblem.BadRequest($"\"{name}\" is given more than once.") : null;
    }
}
