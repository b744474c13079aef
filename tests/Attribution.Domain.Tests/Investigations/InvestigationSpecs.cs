using Attribution.Domain.Investigations;
using FsCheck;
using FsCheck.Fluent;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Investigations;

public sealed class InvestigationSpecs
{
    private static readonly OpenInvestigation Open =
        new(InvestigationId, Tenant, "Harbour intrusion", AmberHandling, Analyst, Now);

    private static readonly CloseInvestigation Close = new(Why, Analyst, Now);
    private static readonly ReopenInvestigation Reopen = new(Why, Analyst, Now);
    private static readonly RetitleInvestigation Retitle = new(" Port intrusion ", OtherAnalyst, Now);

    [Fact]
    public void An_investigation_is_opened() =>
        Given().When(Open).Then(new InvestigationEvent.Opened(
            InvestigationId, Tenant, "Harbour intrusion", AmberHandling, Analyst, Now));

    [Fact]
    public void Opening_it_again_changes_nothing() => Given().And(Open).When(Open).ThenNothing();

    [Fact]
    public void An_id_is_not_given_to_two_investigations() =>
        Given().And(Open).When(Open with { Title = "Another" }).ThenRejected("INVESTIGATION_EXISTS", "id");

    [Fact]
    public void It_has_a_title() => Given().When(Open with { Title = " " }).ThenRejected("EMPTY_TEXT", "title");

    [Fact]
    public void It_is_retitled() =>
        Given().And(Open).When(Retitle).Then(new InvestigationEvent.Retitled("Port intrusion", OtherAnalyst, Now));

    [Fact]
    public void The_title_it_has_already_changes_nothing() => Given().And(Open, Retitle).When(Retitle).ThenNothing();

    [Fact]
    public void It_is_closed_with_a_reason()
    {
        Given().And(Open).When(Close).Then(new InvestigationEvent.Closed(Why, Analyst, Now));
        Given().And(Open).When(Close with { Reason = "" }).ThenRejected("REASON_REQUIRED", "reason");
    }

    [Fact]
    public void Closing_twice_changes_nothing() => Given().And(Open, Close).When(Close).ThenNothing();

    [Fact]
    public void A_closed_investigation_keeps_its_title() =>
        Given().And(Open, Close).When(Retitle).ThenRejected("INVESTIGATION_CLOSED");

    [Fact]
    public void A_closed_investigation_is_reopened() =>
        Given().And(Open, Close).When(Reopen).Then(new InvestigationEvent.Reopened(Why, Analyst, Now));

    [Fact]
    public void An_open_investigation_is_not_reopened() => Given().And(Open).When(Reopen).ThenNothing();

    [Fact]
    public void It_is_reclassified_open_or_closed()
    {
        var reclassify = new ReclassifyInvestigation(AmberHandling with { Tlp = Tlp.Green }, Why, Analyst, Now);

        Given().And(Open).When(reclassify).ThenOne<InvestigationEvent.Reclassified>().Handling.Tlp.ShouldBe(Tlp.Green);
        Given().And(Open, Close).When(reclassify).ThenOne<InvestigationEvent.Reclassified>();
        Given().And(Open, reclassify).When(reclassify).ThenNothing();
    }

    [Fact]
    public void One_that_is_not_there_is_not_found()
    {
        Given().When(Close).ThenRejected("INVESTIGATION_NOT_FOUND");
        Given().When(Reopen).ThenRejected("INVESTIGATION_NOT_FOUND");
        Given().When(Retitle).ThenRejected("INVESTIGATION_NOT_FOUND");
    }

    [Fact]
    public void The_laws_of_every_aggregate_hold_for_investigations() =>
        new AggregateLaws<Investigation, InvestigationEvent>(AnyCommand).Hold();

    private static Gen<ICommand<Investigation, InvestigationEvent>> AnyCommand { get; } =
        from author in Any.Author
        from at in Any.Time
        from text in Any.Text
        from id in Gen.Elements(InvestigationId, Guid.Empty)
        from which in Gen.Choose(0, 6)
        select (ICommand<Investigation, InvestigationEvent>)(which switch
        {
            0 => new OpenInvestigation(id, Tenant, text, AmberHandling, author, at),
            1 => new CloseInvestigation(text, author, at),
            2 => new ReopenInvestigation(text, author, at),
            3 => new ReclassifyInvestigation(AmberHandling with { Tlp = Tlp.Green }, text, author, at),
            4 => new ReclassifyInvestigation(AmberHandling, text, author, at),
            _ => new RetitleInvestigation(text, author, at),
        });

    private static Given<Investigation, InvestigationEvent> Given(params InvestigationEvent[] history) =>
        Specification.Given<Investigation, InvestigationEvent>(history);
}
