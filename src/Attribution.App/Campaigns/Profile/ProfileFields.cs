using System.Collections.Immutable;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.Campaigns.Profile;

/// <summary>The fields of <c>profile.graphql</c>. A field that is left out stays as it is; one that is null is cleared.
/// </summary>
internal static class ProfileFields
{
    internal static void Bind(SchemaBindings schema, CommandHandling commands)
    {
        CommandInput.Bind<Revision>(schema, "ReviseCampaignProfileInput", Fields, revision => revision.Reason);
        new CommandFields<Campaign, CampaignView, CampaignEvent>(commands, CampaignAggregate.Definition, schema)
            .Define<Revision>(
                "reviseCampaignProfile",
                Permission.Edit,
                (revision, by, at) => new ReviseProfile(revision.Changes, revision.Reason, by, at));
    }

    private static Func<InputValues, Revision> Fields(InputObjectBinding<CommandInput<Revision>> input)
    {
        var (name, description) = (
            input.Field("name", Input.Nullable<string>()), input.Field("description", Input.Nullable<string>()));
        var (aliases, objectives) = (
            input.Field("aliases", Input.NullableList(Input.Of<string>())),
            input.Field("objectives", Input.NullableList(Input.Of<string>())));
        var threatLevel = input.Field("threatLevel", Input.NullableValue<ThreatLevel>());
        var (firstSeen, lastSeen) = (
            input.Field("firstSeen", Input.NullableValue<Instant>()),
            input.Field("lastSeen", Input.NullableValue<Instant>()));
        var (startDate, endDate) = (
            input.Field("startDate", Input.NullableValue<Instant>()),
            input.Field("endDate", Input.NullableValue<Instant>()));
        var reason = input.Field("reason", Input.Nullable<string>());
        return values => new Revision(
            new ProfileChanges
            {
                // A campaign is never without a name: null is refused like an empty one.
                Name = values.Changed(name, text => text ?? ""),
                Aliases = values.Changed(aliases, Items),
                Description = values.Changed(description, text => text),
                Objectives = values.Changed(objectives, Items),
                ThreatLevel = values.Changed(threatLevel, level => level),
                FirstSeen = values.Changed(firstSeen, time => time),
                LastSeen = values.Changed(lastSeen, time => time),
                StartDate = values.Changed(startDate, time => time),
                EndDate = values.Changed(endDate, time => time),
            },
            values.Get(reason));
    }

    private static Change<TField>? Changed<T, TField>(
        this InputValues values, InputKey<T> key, Func<T, TField> field) =>
        values.Has(key) ? new Change<TField>(field(values.Get(key))) : null;

    private static ImmutableArray<string> Items(IReadOnlyList<string>? items) => [.. items ?? []];

    private sealed record Revision(ProfileChanges Changes, string? Reason);
}
