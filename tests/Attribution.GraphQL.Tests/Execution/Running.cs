using System.Text.Json;
using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Tests.Execution;

/// <summary>Runs documents in tests.</summary>
internal static class Running
{
    public static async Task<string> RunAsync(
        this Library library, string document, object? variables = null, string? operationName = null)
    {
        var request = new GraphQLRequest(document)
        {
            OperationName = operationName,
            Variables = variables is null ? default : JsonSerializer.SerializeToElement(variables),
        };
        using var response = await library.Engine.ExecuteAsync(request);
        var text = response.ToString();
        JsonDocument.Parse(text).Dispose();
        return text;
    }
}
