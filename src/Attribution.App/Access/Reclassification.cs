using Attribution.App.Pipeline;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Access;

/// <summary>A new audience, said whole: what an input left out could otherwise widen it by accident.</summary>
internal sealed record Reclassification(Audience Audience, string Reason)
{
    internal static Func<InputValues, Reclassification> Fields(
        InputObjectBinding<CommandInput<Reclassification>> input)
    {
        var audience = input.AudienceFields();
        var reason = input.Field("reason", Input.Of<string>());
        return values => new Reclassification(audience(values), values.Get(reason));
    }
}
