using Attribution.EventStore.Writing;

namespace Attribution.EventStore.Tests.Writing;

public sealed class GatheringTests
{
    [Fact]
    public void A_caller_alone_never_waits()
    {
        var gathering = new Gathering(new StandingTime());
        gathering.Expect(1);

        gathering.WaitAsync(() => 1, carried: 0).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task The_group_is_made_as_soon_as_most_of_those_who_were_answered_are_back()
    {
        var gathering = new Gathering(new StandingTime());
        gathering.Expect(32);

        var gathered = gathering.WaitAsync(() => 20, carried: 0);
        gathering.Arrived(waiting: 27);
        gathered.IsCompleted.ShouldBeFalse();
        gathering.Arrived(waiting: 28);

        await gathered;
    }

    [Fact]
    public void Those_who_were_carried_over_are_there_already()
    {
        var gathering = new Gathering(new StandingTime());
        gathering.Expect(8);

        gathering.WaitAsync(() => 3, carried: 4).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_wait_in_vain_is_followed_by_many_groups_without_one()
    {
        var time = new StandingTime();
        var gathering = new Gathering(time);
        gathering.Expect(32);
        var inVain = gathering.WaitAsync(() => 1, carried: 0);
        time.LetPass();
        await inVain;

        for (var group = 0; group < Gathering.GroupsWithoutAfterVain; group++)
        {
            gathering.Expect(32);
            gathering.WaitAsync(() => 1, carried: 0).IsCompleted.ShouldBeTrue();
        }

        gathering.Expect(32);
        gathering.WaitAsync(() => 1, carried: 0).IsCompleted.ShouldBeFalse();
    }

    /// <summary>A time that stands still until a test lets it pass.</summary>
    private sealed class StandingTime : TimeProvider
    {
        private Action? _due;

        internal void LetPass() => _due?.Invoke();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _due += () => callback(state);
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
                // Nothing runs, so nothing has to be stopped.
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
