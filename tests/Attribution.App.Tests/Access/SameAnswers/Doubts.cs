using Attribution.App.Campaigns.Dormancy;
using Attribution.Domain.Access;
using Attribution.Messaging;
using NodaTime;

namespace Attribution.App.Tests.Access.SameAnswers;

/// <summary>Whether campaigns are still running: a proposal about each active one, some of them decided.</summary>
internal static class Doubts
{
    internal static async Task AddAsync(AttributionSystem system, Client author, TenantId tenant)
    {
        // Who finds all of it held by others has no campaign of its own.
        foreach (var campaign in await IdsAsync(author, "campaigns(where: { status: { eq: ACTIVE } })", "campaigns"))
        {
            await AskAsync(system, tenant, campaign);
        }

        foreach (var id in (await IdsAsync(author, "dormancyProposals", "dormancyProposals")).Take(1))
        {
            await author.SendAsync("rejectDormancyProposal", new { id, reason = "it runs" }, "proposal", "id");
        }
    }

    private static async Task<Guid[]> IdsAsync(Client author, string list, string field) =>
    [
        .. (await author.RunAsync($"{{ {list} {{ nodes {{ id }} }} }}")).GetProperty(field).GetProperty("nodes")
            .EnumerateArray().Select(node => node.GetProperty("id").GetGuid()),
    ];

    private static async Task AskAsync(AttributionSystem system, TenantId tenant, Guid campaign)
    {
        var reminder = new SilenceReminder(campaign, default);
        var message = new Envelope
        {
            Id = $"{campaign}",
            Source = "/reminders",
            Type = SilenceReminder.Type.Name,
            TenantId = tenant.Value,
            Body = SilenceReminder.Type.Write(reminder),
        };
        (await system.Silences.HandleAsync(
            reminder,
            new Delivery(
                MessageId.Of(tenant.Value, message.Source, message.Id), SilenceReminder.Queue, message, 1, default),
            Duration.Zero,
            default)).ShouldBeOneOf(Outcome.Done, Outcome.Repeated);
    }
}
