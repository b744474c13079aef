using Attribution.App.Access;
using Attribution.App.Pipeline;
using Attribution.Domain.Campaigns;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.Campaigns.Opening;

/// <summary>What people say of a campaign they open.</summary>
/// <param name="Profile">What they write about it.</param>
/// <param name="Audience">Who shall see it.</param>
/// <param name="Above">The campaign it lies below: a parent, or the concluded one that resurfaces.</param>
internal sealed record NewCampaign(CampaignProfile Profile, Audience Audience, Guid? Above)
{
    /// <summary>Declares the fields of an input; the one that names the campaign above is the input's own.</summary>
    internal static Func<InputValues, NewCampaign> Fields(
        InputObjectBinding<CommandInput<NewCampaign>> input, InputKey<Guid?> above)
    {
        var (name, aliases, description, objectives) = (
            input.Field("name", Input.Of<string>()),
            input.Field("aliases", Input.List<string>()),
            input.Field("description", Input.Nullable<string>()),
            input.Field("objectives", Input.List<string>()));
        var threatLevel = input.Field("threatLevel", Input.NullableValue<ThreatLevel>());
        var (firstSeen, lastSeen, startDate, endDate) = (
            input.Field("firstSeen", Input.NullableValue<Instant>()),
            input.Field("lastSeen", Input.NullableValue<Instant>()),
            input.Field("startDate", Input.NullableValue<Instant>()),
            input.Field("endDate", Input.NullableValue<Instant>()));
        var audience = input.AudienceFields();
        return values => new NewCampaign(
            new CampaignProfile(
                values.Get(name),
                [.. values.Get(aliases)],
                values.Get(description),
                [.. values.Get(objectives)],
                values.Get(threatLevel),
                values.Get(firstSeen),
                values.Get(lastSeen),
                values.Get(startDate),
                values.Get(endDate)),
            audience(values),
            values.Get(above));
    }
}
