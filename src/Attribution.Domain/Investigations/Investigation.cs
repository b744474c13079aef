using System.Diagnostics;

namespace Attribution.Domain.Investigations;

/// <summary>
/// What an investigation remembers. Campaigns link to it by an event of their own, and a view shows the link from
/// both sides: so two people never wait for each other here.
/// </summary>
public abstract record Investigation : IState<Investigation, InvestigationEvent>
{
    private Investigation()
    {
    }

    public static Investigation Initial { get; } = new Unopened();

    public Investigation Evolve(InvestigationEvent happened) => (this, happened) switch
    {
        (Unopened, InvestigationEvent.Opened opened) => new Open(opened.Id, opened.Title),
        (Open open, InvestigationEvent.Retitled retitled) => open with { Title = retitled.Title },
        (Open open, InvestigationEvent.Closed) => new Closed(open),
        (Closed closed, InvestigationEvent.Reopened) => closed.Last,
        _ => throw new UnreachableException($"{happened.GetType().Name} never follows the state {GetType().Name}."),
    };

    public sealed record Unopened : Investigation;

    public sealed record Open(Guid Id, string Title) : Investigation;

    public sealed record Closed(Open Last) : Investigation;
}
