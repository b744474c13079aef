using Attribution.App.Access.Audit;
using Attribution.Domain.Access;
using Attribution.EventStore;

namespace Attribution.App.Tests.Access;

public sealed class ReadingTrailTests
{
    private static readonly Principal Cleared = Client.Anna with { Clearance = Tlp.Red };
    private static readonly Principal Uncleared = Client.Anna with { Clearance = Tlp.AmberStrict };

    private readonly List<IReadOnlyList<Reading>> _stored = [];

    [Fact]
    public async Task What_is_red_is_stored_before_it_is_shown_whatever_the_share()
    {
        await using var trail = Trail(share: 0);

        await trail.NoteAsync(Cleared, [Page(Tlp.Amber), Page(Tlp.Red), Page(Tlp.Green)]);

        _stored.ShouldHaveSingleItem().ShouldHaveSingleItem().Caller.ShouldBe(Cleared);
    }

    [Fact]
    public async Task What_does_not_say_its_label_counts_as_red_for_whoever_might_see_red()
    {
        await using var trail = Trail(share: 0);

        await trail.NoteAsync(Uncleared, [Page(label: null)]);
        _stored.ShouldBeEmpty();
        await trail.NoteAsync(Cleared, [Page(label: null)]);
        _stored.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Without_a_share_nothing_else_is_recorded()
    {
        await using (var trail = Trail(share: 0))
        {
            await trail.NoteAsync(Cleared, [Page(Tlp.Amber), new Record(Guid.NewGuid(), null, null)]);
        }

        _stored.ShouldBeEmpty();
    }

    [Fact]
    public async Task Readings_wait_and_are_stored_together_and_each_campaign_once_an_answer()
    {
        var page = Page(Tlp.Amber);
        await using (var trail = Trail(share: 1))
        {
            await trail.NoteAsync(Cleared, [page, page, Page(Tlp.Clear)]);
            await trail.NoteAsync(Uncleared, [page]);
        }

        _stored.ShouldHaveSingleItem().Select(reading => (reading.Caller.Clearance, reading.Record == page.Id))
            .ShouldBe([(Tlp.Red, true), (Tlp.Red, false), (Tlp.AmberStrict, true)]);
    }

    [Fact]
    public async Task A_share_of_the_answers_is_recorded_each_of_them_whole()
    {
        const int Answers = 400;
        await using (var trail = Trail(share: 0.5))
        {
            for (var answer = 0; answer < Answers; answer++)
            {
                await trail.NoteAsync(Cleared, [Page(Tlp.Amber), Page(Tlp.Amber)]);
            }
        }

        var recorded = _stored.Sum(batch => batch.Count);
        (recorded % 2).ShouldBe(0);
        // Outside of this once in 10^20 times.
        (recorded / 2).ShouldBeInRange(100, 300);
    }

    [Fact]
    public async Task What_cannot_be_stored_now_is_stored_when_the_database_is_back()
    {
        var attempts = 0;
        var back = new TaskCompletionSource();
        await using var trail = new ReadingTrail(
            readings =>
            {
                if (attempts++ == 0)
                {
                    throw new StoreUnavailable("away", Guid.NewGuid(), mayBeStored: false, cause: null);
                }

                _stored.Add(readings);
                back.SetResult();
                return Task.CompletedTask;
            },
            TestClock.Instance,
            share: 1,
            TimeProvider.System);

        await trail.NoteAsync(Cleared, [Page(Tlp.Amber)]);
        await back.Task;

        _stored.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Readings_gather_by_the_clock_that_was_given()
    {
        var stored = 0;
        await using (var trail = new ReadingTrail(
            readings => Task.FromResult(stored += readings.Count), TestClock.Instance, share: 1, new StoppedTime()))
        {
            await trail.NoteAsync(Cleared, [Page(Tlp.Amber)]);
            await trail.NoteAsync(Cleared, [Page(Tlp.Amber)]);
            stored.ShouldBe(0);
        }

        stored.ShouldBe(2);
    }

    private ReadingTrail Trail(double share) => new(
        readings =>
        {
            _stored.Add(readings);
            return Task.CompletedTask;
        },
        TestClock.Instance,
        share,
        TimeProvider.System);

    private static Record Page(Tlp? label)
    {
        var id = Guid.NewGuid();
        return new Record(id, id, label);
    }

    /// <summary>A time in which no timer ever rings.</summary>
    private sealed class StoppedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private sealed record Record(Guid Id, Guid? Campaign, Tlp? Label) : IAuditedRecord
    {
        public TenantId Tenant => Client.Anna.Tenant;

        public string RecordType => "campaign";
    }
}
