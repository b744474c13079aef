using System.Collections.Immutable;
using Attribution.GraphQL.Language;

namespace Attribution.App.Pipeline;

/// <summary>Gives every input of a mutation the field <c>clientMutationId</c>, so that no slice has to remember
/// it.</summary>
internal static class CommandIdSdl
{
    /// <summary>What may be repeated without a name: doing these twice does nothing more.</summary>
    internal static readonly ImmutableHashSet<string> Repeatable =
    [
        "AcceptMergeProposalInput", "RejectMergeProposalInput", "DeadLettersInput", "EditDeadLetterInput",
        "SubscribeWebhookInput", "RemoveWebhookInput", "ImportStixBundleInput", "DormancyDecisionInput",
        "SaveTaxiiCollectionInput", "RemoveTaxiiCollectionInput", "SaveTaxiiFeedInput", "RemoveTaxiiFeedInput",
        "PollNowInput", "PushCampaignsInput",
    ];

    /// <param name="fragments">The slices' fragments. What is wrong in one is left to the building of the
    /// schema.</param>
    internal static Source Of(IReadOnlyList<Source> fragments)
    {
        var definitions = fragments.SelectMany(Definitions).ToArray();
        var inputs = definitions.OfType<Definition.Object>()
            .Where(type => type.Name.Is("Mutation"u8))
            .SelectMany(mutation => mutation.Fields)
            .SelectMany(field => field.Arguments)
            .Select(argument => NameOf(argument.Type))
            .OfType<string>()
            .Intersect(definitions.OfType<Definition.InputObject>().Select(input => input.Name.ToString()))
            .Except(Repeatable)
            .Order(StringComparer.Ordinal);
        return new Source(string.Concat(inputs.Select(Extension)), "command-ids");
    }

    private static IEnumerable<Definition> Definitions(Source fragment) =>
        Parser.TryParse(fragment, ParserLimits.Schema, out var document, out _) ? document.Definitions : [];

    private static string? NameOf(TypeReference type) => type switch
    {
        TypeReference.NonNull required => NameOf(required.Inner),
        TypeReference.Named named => named.Name.ToString(),
        _ => null,
    };

    private static string Extension(string input) =>
        $$"""
        extend input {{input}} {
          "Names this command: sent again with the same name, it takes effect once and gets its first answer."
          {{CommandId.InputField}}: String
        }

        """;
}
