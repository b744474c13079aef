using Attribution.App.Campaigns.Promotion;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Messaging;
using NodaTime;
using Npgsql;

namespace Attribution.App.Intake;

/// <summary>What became of a message, for its publisher.</summary>
/// <param name="Id">The message.</param>
/// <param name="State"><c>scheduled</c>, <c>available</c>, <c>running</c>, <c>retrying</c>, <c>done</c> or
/// <c>dead</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="AcceptedAt">When it was stored.</param>
/// <param name="Attempts">How often its handling was started.</param>
/// <param name="DueAt">When it is looked at again, while it waits for a time.</param>
/// <param name="FinishedAt">When it was done or died.</param>
/// <param name="Outcome">How it was done.</param>
/// <param name="CampaignId">The campaign that its cluster belongs to now; null when the asker may not see it.</param>
/// <param name="Changed">Whether the message changed that campaign; null likewise.</param>
/// <param name="Code">Why it died.</param>
/// <param name="Message">The same for a person.</param>
public sealed record MessageOutcome(
    Guid Id,
    string State,
    string Type,
    Instant AcceptedAt,
    int Attempts,
    Instant? DueAt,
    Instant? FinishedAt,
    string? Outcome,
    Guid? CampaignId,
    bool? Changed,
    string? Code,
    string? Message);

/// <summary>Looks up what became of messages.</summary>
internal sealed class MessageOutcomes(NpgsqlDataSource messages, FirstAnswers answers, ClusterHolders holders)
{
    /// <summary>The outcome; null when there is no such message of the caller's organisation.</summary>
    internal async Task<MessageOutcome?> FindAsync(Guid id, Principal caller, CancellationToken cancellation)
    {
        var key = new MessageId(id);
        var status = await MessageStatus.FindAsync(messages, caller.Tenant.Value, key, cancellation);
        if (status is null
            || status.Extensions.GetValueOrDefault(MessagePublisher.OrganisationAttribute) != caller.Organisation.Value)
        {
            return null;
        }

        var answer = status.State == "done"
            ? await answers.FindAsync(OnceKey.OfMessage(key), cancellation)
            : null;
        if (answer is not null && !await holders.IsVisibleAsync(caller, answer.Stream, cancellation))
        {
            // The cluster is in good hands, and the publisher learns no more of them.
            answer = null;
        }

        return new MessageOutcome(
            id,
            status.State,
            status.Type,
            status.AcceptedAt,
            status.Attempts,
            status.DueAt,
            status.FinishedAt,
            status.Outcome,
            answer?.Stream,
            answer?.Changed,
            status.ProblemCode,
            status.ProblemDetail);
    }
}
