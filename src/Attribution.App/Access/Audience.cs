using Attribution.Domain.Access;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Access;

/// <summary>Who shall see a record, as inputs say it. The owner is never among it: it comes from the caller's token, or
/// stays.</summary>
internal sealed record Audience(
    Tlp Classification,
    IReadOnlyList<string> SharedWith,
    IReadOnlyList<string> ReleasableTo,
    IReadOnlyList<string> Recipients)
{
    internal Handling OwnedBy(OrganisationId owner) => new(
        Classification,
        owner,
        [.. SharedWith.Select(organisation => new OrganisationId(organisation.Trim()))],
        [.. ReleasableTo.Select(country => country.Trim())],
        [.. Recipients.Select(recipient => recipient.Trim())]);
}

internal static class HandlingInput
{
    /// <summary>The fields <c>classification</c>, <c>sharedWith</c>, <c>releasableTo</c> and <c>recipients</c> of an
    /// input, all with a value: required, or with a default.</summary>
    internal static Func<InputValues, Audience> AudienceFields<T>(this InputObjectBinding<T> input)
        where T : notnull
    {
        var classification = input.Field("classification", Input.Of<Tlp>());
        var (sharedWith, releasableTo, recipients) = (
            input.Field("sharedWith", Input.List<string>()),
            input.Field("releasableTo", Input.List<string>()),
            input.Field("recipients", Input.List<string>()));
        return values => new Audience(
            values.Get(classification), values.Get(sharedWith), values.Get(releasableTo), values.Get(recipients));
    }
}
