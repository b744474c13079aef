using Attribution.GraphQL.Execution;

namespace Attribution.App.Graph;

/// <summary>How far a walk goes. Numbers of relationships.</summary>
internal static class GraphLimits
{
    internal const int DepthMax = 5;

    /// <summary>How many relationships one question answers.</summary>
    internal const int AnswerMax = 1_000;

    /// <summary>A node on the way with more than these is listed and not followed: what half of all campaigns use
    /// connects nobody with anybody.</summary>
    internal const int FanOutMax = 500;

    /// <summary>What a search for a path, or for common neighbours, looks at.</summary>
    internal const int SearchMax = 20_000;

    /// <exception cref="GraphQLException"><c>BAD_USER_INPUT</c>.</exception>
    internal static int Checked(int value, int least, int most, string argument) => value >= least && value <= most
        ? value
        : throw new GraphQLException($"{argument} is a number from {least} to {most}.", "BAD_USER_INPUT");

    /// <exception cref="GraphQLException"><c>BAD_USER_INPUT</c>.</exception>
    internal static string CheckedNode(string id, string argument) => GraphNode.Normalise(id)
        ?? throw new GraphQLException(
            $"{argument} is no id of a node: give a STIX id (campaign--...) or an ATT&CK id (T1059.001).",
            "BAD_USER_INPUT");

    internal static GraphQLException TooLarge() => new(
        $"More than {SearchMax} relationships would have to be looked at; name types or a smaller depth.",
        "GRAPH_TOO_LARGE");
}
