using Attribution.GraphQL.Execution;

namespace Attribution.App;

/// <summary>How many items of a list a client may ask for at once.</summary>
internal static class ListSize
{
    internal const int Max = 100;

    /// <exception cref="GraphQLException"><c>BAD_USER_INPUT</c>: too many, or less than none.</exception>
    internal static int Of(int first) => first is >= 0 and <= Max
        ? first
        : throw new GraphQLException($"first is a number from 0 to {Max}.", "BAD_USER_INPUT");
}
