using Attribution.App.Access;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Actors;
using Attribution.Domain.Campaigns;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Actors.Registering;

/// <summary>The fields of <c>registering.graphql</c>.</summary>
internal static class RegisteringFields
{
    internal static void Bind(SchemaBindings schema, CommandFields<Actor, ActorView, ActorEvent> commands)
    {
        CommandInput.BindOpening<NewActor>(schema, "RegisterActorInput", Registration);
        CommandInput.Bind<Revision>(schema, "ReviseActorInput", Changes, revision => revision.Reason);
        CommandInput.Bind<Reclassification>(
            schema, "ReclassifyActorInput", Reclassification.Fields, content => content.Reason);
        commands
            .DefineOpening<NewActor>(
                "registerActor",
                Permission.Edit,
                (actor, caller) => RegisterActor.ProfileIdFor(caller.Organisation, actor.Actor),
                Register)
            .Define<Revision>("reviseActor", Permission.Edit, (revision, by, at) =>
                new ReviseActor(revision.Changes, revision.Reason, by, at))
            .Define<Reclassification>("reclassifyActor", Permission.Decide, (input, page, call) =>
                ValueTask.FromResult(Reclassify(input.Content, page, call.Caller())));
    }

    private static Preparation<Actor, ActorEvent> Register(NewActor actor, Principal caller)
    {
        var handling = actor.Audience.OwnedBy(caller.Organisation);
        return Visibility.WriteProblem(caller, handling) is { } problem
            ? problem
            : new Preparation<Actor, ActorEvent>((by, at) =>
                new RegisterActor(actor.Actor, caller.Tenant, actor.Profile, handling, by, at));
    }

    private static Preparation<Actor, ActorEvent> Reclassify(
        Reclassification input, ActorView? page, Principal caller)
    {
        if (page is null)
        {
            return ActorRejection.NotFound;
        }

        var handling = input.Audience.OwnedBy(page.Handling.Owner);
        return Visibility.WriteProblem(caller, handling) is { } problem
            ? problem
            : new Preparation<Actor, ActorEvent>((by, at) => new ReclassifyActor(handling, input.Reason, by, at));
    }

    private static Func<InputValues, NewActor> Registration(InputObjectBinding<CommandInput<NewActor>> input)
    {
        var (actor, name) = (input.Field("actor", Input.Of<string>()), input.Field("name", Input.Of<string>()));
        var texts = Texts(input);
        var audience = input.AudienceFields();
        return values => new NewActor(
            values.Get(actor),
            new ActorProfile(
                values.Get(name),
                values.Get(texts.Description),
                values.Get(texts.Sophistication),
                values.Get(texts.Motivation),
                values.Get(texts.Country)),
            audience(values));
    }

    private static Func<InputValues, Revision> Changes(InputObjectBinding<CommandInput<Revision>> input)
    {
        var name = input.Field("name", Input.Nullable<string>());
        var texts = Texts(input);
        var reason = input.Field("reason", Input.Nullable<string>());
        return values => new Revision(
            new ActorChanges
            {
                Name = values.Has(name) ? new Change<string>(values.Get(name) ?? "") : null,
                Description = Changed(values, texts.Description),
                Sophistication = Changed(values, texts.Sophistication),
                Motivation = Changed(values, texts.Motivation),
                SuspectedCountry = Changed(values, texts.Country),
            },
            values.Get(reason));
    }

    private static Change<string?>? Changed(InputValues values, InputKey<string?> text) =>
        values.Has(text) ? new Change<string?>(values.Get(text)) : null;

    private static (
        InputKey<string?> Description,
        InputKey<string?> Sophistication,
        InputKey<string?> Motivation,
        InputKey<string?> Country) Texts<T>(InputObjectBinding<T> input)
        where T : notnull => (
            input.Field("description", Input.Nullable<string>()),
            input.Field("sophistication", Input.Nullable<string>()),
            input.Field("motivation", Input.Nullable<string>()),
            input.Field("suspectedCountry", Input.Nullable<string>()));

    private sealed record NewActor(string Actor, ActorProfile Profile, Audience Audience);

    private sealed record Revision(ActorChanges Changes, string? Reason);
}
