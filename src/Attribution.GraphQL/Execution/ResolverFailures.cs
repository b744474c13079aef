using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Execution;

/// <summary>A resolver threw something that is not for the client.</summary>
/// <param name="Exception">What it threw.</param>
/// <param name="ErrorId">What the client was shown in its place.</param>
/// <param name="Field">The field, as <c>Campaign.name</c>.</param>
/// <param name="Path">Where in the response the field stands.</param>
public sealed record ResolverFailure(Exception Exception, string ErrorId, string Field, IReadOnlyList<object> Path);

/// <summary>Makes errors of exceptions: the client sees what was meant for it, the log sees the rest.</summary>
internal sealed class ResolverFailures(Action<ResolverFailure>? log)
{
    public GraphQLError Describe(Exception exception, FieldSite site, ReadOnlySpan<int> indexes)
    {
        if (exception is GraphQLException meant)
        {
            return site.Error(meant.Message, meant.Code, indexes, level: 0) with { Extensions = meant.Extensions };
        }

        var errorId = Guid.NewGuid().ToString("N");
        log?.Invoke(new ResolverFailure(exception, errorId, site.ToString(), site.PathTo(indexes, level: 0)));
        return site.Error(
            $"The server could not answer this field. Its operators find the reason under {errorId}.",
            ErrorCodes.Internal,
            indexes,
            level: 0) with
        {
            Extensions = new Dictionary<string, object?> { ["errorId"] = errorId },
        };
    }
}
