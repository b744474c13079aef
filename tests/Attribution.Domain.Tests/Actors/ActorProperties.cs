using Attribution.Domain.Actors;
using Attribution.Domain.Campaigns;
using FsCheck;
using FsCheck.Fluent;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Actors;

public sealed class ActorProperties
{
    [Fact]
    public void The_laws_of_every_aggregate_hold_for_actors() =>
        new AggregateLaws<Actor, ActorEvent>(AnyCommand).Hold();

    private static Gen<ICommand<Actor, ActorEvent>> AnyCommand { get; } =
        from author in Any.Author
        from at in Any.Time
        from why in Any.Text
        from text in Any.Text
        from assessment in Any.Assessment
        from capabilities in Any.List(Gen.Elements<string>("T1003", "t1566", $"tool--{Uuid(1)}", "T1566.001"))
        from targets in Any.List(Gen.Elements(
            new Target(TargetKind.Country, "no"), new Target(TargetKind.Sector, "energy")))
        from other in Gen.Elements(
            ActorSpecs.Other,
            ActorSpecs.Other with { Id = ActorSpecs.Id },
            ActorSpecs.Other with { MergedInto = [ActorSpecs.Id] },
            ActorSpecs.Other with { Exists = false, MergedInto = default })
        from tlp in Gen.Elements(Tlp.Green, Tlp.Red, (Tlp)9)
        from which in Gen.Choose(0, 17)
        let alias = new ActorAlias(text, "ESET", assessment ?? Domain.Confidence.Assessment.None)
        select (ICommand<Actor, ActorEvent>)(which switch
        {
            0 or 1 => ActorSpecs.Register with { By = author, At = at },
            2 => ActorSpecs.Register with { Profile = new ActorProfile(text), By = author },
            3 => new ReviseActor(new ActorChanges { Name = new(text), Motivation = new(why) }, why, author, at),
            4 => new ReviseActor(new ActorChanges { SuspectedCountry = new(text) }, why, author, at),
            5 => new ClaimAlias(alias, author, at),
            6 => new WithdrawAlias(text, "eset", why, author, at),
            7 => new AttributeCapabilities(capabilities, Sample.AllRecognised, author, at),
            8 => new WithdrawCapabilities(capabilities, why, author, at),
            9 => new IdentifyTargeting(targets, author, at),
            10 => new DiscardTargeting(targets, why, author, at),
            11 => new ClaimLikeness(other, alias.Confidence, why, author, at),
            12 => new WithdrawLikeness(other, why, author, at),
            13 => new MergeActor(other, why, author, at),
            14 or 15 => new UndoMerge(other.Id, why, author, at),
            16 => new ReclassifyActor(Handling.OwnedBy(Organisation, tlp), why, author, at),
            _ => new ReclassifyActor(Handling.OwnedBy(new OrganisationId("x")), why, author, at),
        });
}
