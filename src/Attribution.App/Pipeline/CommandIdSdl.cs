using System.Collections.Immutable;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.App.Pipeline;

/// <summary>Gives every input of a mutation the field <c>clientMutationId</c>, so that no slice has to remember
/// it.</summary>
internal static class CommandIdSdl
{
    /// <summary>What may be repeated without a name: doing these twice does nothing more.</summary>
    internal static readonly ImmutableHashSet<string> Repeatable =
    [
        "AcceptMergeProposalInput", "RejectMergeProposalInput", "DeadLettersInput", "EditDeadLetterInput",
        "SubscribeWebhookInput", "RemoveWebhookInput", "ImportStixBundleInput",
    ];

    /// <param name="schema">The schema of the slices' fragments.</param>
    internal static Source Of(Schema schema)
    {
        var inputs = schema.Mutation!.Fields
            .SelectMany(field => field.Arguments)
            .Select(argument => argument.Type.Nullable)
            .OfType<InputObjectType>()
            .Select(input => input.Name)
            .Except(Repeatable)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return new Source(string.Concat(inputs.Select(Extension)), "command-ids");
    }

    private static string Extension(string input) =>
        $$"""
        extend input {{input}} {
          "Names this command: sent again with the same name, it takes effect once and gets its first answer."
          {{CommandId.InputField}}: String
        }

        """;
}
