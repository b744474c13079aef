using Attribution.Domain.Actors;
using Attribution.Domain.Confidence;
using static Attribution.Domain.Tests.Actors.ActorSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Actors;

public sealed class MergeActorSpecs
{
    private static readonly MergeActor Merge = new(Other, Why, Analyst, Now);
    private static readonly UndoMerge Undo = new(OtherId, Why, Analyst, Now);
    private static readonly ClaimLikeness Like = new(Other, new Assessment(Reliability.C, 3, 60), Why, Analyst, Now);

    [Fact]
    public void Two_actors_are_probably_the_same_without_being_merged()
    {
        var after = Given(Register)
            .When(Like)
            .Then(new ActorEvent.LikenessClaimed(
                new Likeness(OtherId, Other.Actor, Like.Confidence, Why), Analyst, Now))
            .After;

        after.ShouldBeOfType<Actor.Known>();
    }

    [Fact]
    public void A_machine_may_say_that_two_are_alike_and_not_that_they_are_one()
    {
        Given(Register).When(Like with { By = Machine }).ThenOne<ActorEvent.LikenessClaimed>();
        Given(Register).When(Merge with { By = Machine }).ThenRejected("ANALYST_REQUIRED");
    }

    [Fact]
    public void A_likeness_is_claimed_once_and_withdrawn()
    {
        Given(Register, Like).When(Like).ThenNothing();
        Given(Register, Like)
            .When(new WithdrawLikeness(Other, Why, Analyst, Now))
            .Then(new ActorEvent.LikenessWithdrawn(OtherId, Why, Analyst, Now));
    }

    [Fact]
    public void A_likeness_is_graded_anew() =>
        Given(Register, Like)
            .When(Like with { Confidence = new Assessment(Reliability.B, 2, 85) })
            .ThenOne<ActorEvent.LikenessClaimed>().Likeness.Confidence.Value.ShouldBe(85);

    [Fact]
    public void An_actor_is_not_like_itself() =>
        Given(Register)
            .When(Like with { Other = Other with { Id = ActorSpecs.Id } })
            .ThenRejected("SAME_ACTOR", "other");

    [Fact]
    public void A_merge_lets_the_other_stand_for_this_one() =>
        Given(Register).When(Merge).Then(new ActorEvent.Merged(OtherId, Why, Analyst, Now));

    [Fact]
    public void Merging_twice_changes_nothing() => Given(Register, Merge).When(Merge).ThenNothing();

    [Fact]
    public void A_merged_actor_takes_no_changes() =>
        Given(Register, Merge)
            .When(new ReviseActor(new ActorChanges { Name = new("X") }, null, Analyst, Now))
            .ThenRejected("ACTOR_MERGED");

    [Fact]
    public void An_actor_that_another_stands_for_is_not_merged_into_a_third() =>
        Given(Register, Merge)
            .When(Merge with { Into = Other with { Id = CampaignId } })
            .ThenRejected("ACTOR_MERGED");

    [Fact]
    public void A_merged_actor_is_reclassified_once_and_stands_for_itself_again_under_its_new_label()
    {
        var reclassify = new ReclassifyActor(AmberHandling with { Tlp = Tlp.Green }, Why, Analyst, Now);

        Given(Register, Merge, reclassify).When(reclassify).ThenNothing();
        Given(Register, Merge, reclassify).When(Undo)
            .After.ShouldBeOfType<Actor.Known>().Handling.Tlp.ShouldBe(Tlp.Green);
    }

    [Fact]
    public void A_machine_does_not_undo_a_merge() =>
        Given(Register, Merge).When(Undo with { By = Machine }).ThenRejected("ANALYST_REQUIRED");

    [Fact]
    public void A_merge_is_undone_at_any_time_and_nothing_is_lost()
    {
        var before = Given(Register, Like, new AttributeCapabilities(["T1003"], AllRecognised, Analyst, Now))
            .When(Undo).After.ShouldBeOfType<Actor.Known>();

        var outcome = Given(Register, Like, new AttributeCapabilities(["T1003"], AllRecognised, Analyst, Now), Merge)
            .When(Undo);

        outcome.ThenOne<ActorEvent.MergeUndone>().From.ShouldBe(OtherId);
        var after = outcome.After.ShouldBeOfType<Actor.Known>();
        after.Capabilities.ShouldBe(before.Capabilities);
        after.Likenesses.ShouldBe(before.Likenesses);
        after.Profile.ShouldBe(before.Profile);
    }

    [Fact]
    public void A_merge_into_an_actor_that_the_caller_does_not_see_stays() =>
        Given(Register, Merge).When(Undo with { Seen = null }).ThenNothing();

    [Fact]
    public void An_actor_that_stands_for_itself_has_nothing_to_undo() => Given(Register).When(Undo).ThenNothing();

    [Fact]
    public void Merges_do_not_run_in_a_circle() =>
        Given(Register)
            .When(Merge with { Into = Other with { MergedInto = [ActorSpecs.Id] } })
            .ThenRejected("MERGE_CYCLE", "into");

    [Fact]
    public void A_circle_that_the_caller_cannot_follow_is_answered_as_an_actor_that_is_not_there() =>
        Given(Register)
            .When(Merge with { Into = Other with { MergedInto = [ActorSpecs.Id], OutOfSight = [ActorSpecs.Id] } })
            .ThenRejected("ACTOR_NOT_FOUND", "into");

    [Fact]
    public void A_likeness_with_an_actor_that_is_not_there_is_not_withdrawn() =>
        Given(Register, Like)
            .When(new WithdrawLikeness(Other with { Exists = false }, Why, Analyst, Now))
            .ThenRejected("ACTOR_NOT_FOUND", "other");

    [Fact]
    public void An_actor_that_is_not_there_takes_nobody() =>
        Given(Register)
            .When(Merge with { Into = Other with { Exists = false } })
            .ThenRejected("ACTOR_NOT_FOUND", "into");

    [Fact]
    public void A_merged_actor_is_still_reclassified() =>
        Given(Register, Merge)
            .When(new ReclassifyActor(AmberHandling with { Tlp = Tlp.Green }, Why, Analyst, Now))
            .ThenOne<ActorEvent.Reclassified>();

    [Fact]
    public void One_that_is_not_registered_is_not_found() => Given().When(Merge).ThenRejected("ACTOR_NOT_FOUND");
}
