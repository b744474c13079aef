using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.App.Pipeline;

/// <summary>
/// The id that a client gives its command, so that it may send it again without fear: the field
/// <c>clientMutationId</c> of the input, or the header <c>Idempotency-Key</c> for a request with one mutation.
/// </summary>
internal static class CommandId
{
    internal const string InputField = "clientMutationId";
    internal const string Header = "Idempotency-Key";

    /// <summary>Longer ids are refused by the database's index and are no ids.</summary>
    internal const int LengthMax = 256;

    // Only compared with itself, so the shape does not matter as long as equal contents look equal.
    private static readonly JsonSerializerOptions Comparable = new(StoredJson.Contract.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    /// <summary>Declares the field on an input.</summary>
    internal static InputKey<string?> Declare<T>(InputObjectBinding<T> input)
        where T : notnull => input.Field(InputField, Input.Nullable<string>());

    /// <summary>The key of a call's command; null when the client named none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="mutation">The mutation's name: the same content sent to another one is another command.</param>
    /// <param name="given">The id in the input.</param>
    /// <param name="content">What else the input says.</param>
    internal static OnceKey? KeyOf<T>(this FieldCall call, string mutation, string? given, T content)
    {
        var id = given ?? HeaderOf(call);
        if (string.IsNullOrEmpty(id))
        {
            return null;
        }

        return id.Length <= LengthMax
            ? OnceKey.OfCommand(
                call.Caller(), id, JsonSerializer.SerializeToUtf8Bytes(new { mutation, content }, Comparable))
            : throw new GraphQLException($"A command id has at most {LengthMax} characters.", "BAD_USER_INPUT");
    }

    private static string? HeaderOf(FieldCall call) =>
        call.Services.GetRequiredService<HttpContext>().Request.Headers[Header] is [{ } only] ? only : null;
}
