using Attribution.Domain.Actors;

namespace Attribution.Domain.Tests.Actors;

/// <summary>The first words of every story about an actor.</summary>
internal static class ActorSpecs
{
    public static readonly Guid Id = RegisterActor.ProfileIdFor(Sample.AmberHandling.Owner, Sample.ActorId);
    public static readonly Guid OtherId = new("77777777-7777-4777-8777-777777777777");
    public static readonly ActorProfile Profile = new("APT28", Sophistication: "expert", SuspectedCountry: "RU");

    public static readonly ActorLine Other =
        new(OtherId, "threat-actor--77777777-7777-4777-8777-777777777777", Exists: true, []);

    public static readonly RegisterActor Register =
        new(Sample.ActorId, Sample.Tenant, Profile, Sample.AmberHandling, Sample.Analyst, Sample.Now);

    public static Given<Actor, ActorEvent> Given(params ICommand<Actor, ActorEvent>[] commands) =>
        Specification.Given<Actor, ActorEvent>().And(commands);
}
