using System.Diagnostics;
using Attribution.Domain.Access;

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
        (Unopened, InvestigationEvent.Opened opened) => new Open(opened.Id, opened.Title, opened.Handling),
        (Open open, InvestigationEvent.Retitled retitled) => open with { Title = retitled.Title },
        (Open open, InvestigationEvent.Closed) => new Closed(open),
        (Closed closed, InvestigationEvent.Reopened) => closed.Last,
        (Open open, InvestigationEvent.Reclassified e) => open with { Handling = e.Handling },
        (Closed closed, InvestigationEvent.Reclassified e) => new Closed(closed.Last with { Handling = e.Handling }),
        _ => throw new UnreachableException($"{happened.GetType().Name} never follows the state {GetType().Name}."),
    };

    public sealed record Unopened : Investigation;

    public sealed record Open(Guid Id, string Title, Handling Handling) : Investigation;

    public sealed record Closed(Open Last) : Investigation;
}
