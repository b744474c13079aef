using System.Text;
using Attribution.App.Lists;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Messaging;
using StoredLetters = Attribution.Messaging.DeadLetters;

namespace Attribution.App.DeadLetters;

/// <summary>What was done, to which letters, or why not.</summary>
internal sealed record DeadLettersPayload(IReadOnlyList<Guid> Ids, IReadOnlyList<CommandError> Errors)
{
    internal static DeadLettersPayload Refused(string code, string message, string path) =>
        new([], [new CommandError(code, message, path)]);
}

/// <summary>
/// What people do with dead letters. Each of these may be repeated: a letter that is not dead any more is left alone.
/// Whoever decides about hypotheses in an organisation decides about its letters.
/// </summary>
internal sealed class DeadLetterDesk(DeadLetterQueries queries, StoredLetters letters)
{
    /// <summary>The most that one command replays or discards.</summary>
    internal const int LettersMax = StoredLetters.MaxPage;

    internal static bool IsOpenTo(Principal caller) => caller.May(Permission.Decide);

    /// <summary>Sends letters through their queues again.</summary>
    internal Task<DeadLettersPayload> ReplayAsync(
        Principal caller, Filter where, string reason, CancellationToken cancellation) =>
        DecideAsync(caller, where, reason, letters.ReplayAsync, cancellation);

    /// <summary>Gives letters up.</summary>
    internal Task<DeadLettersPayload> DiscardAsync(
        Principal caller, Filter where, string reason, CancellationToken cancellation) =>
        DecideAsync(caller, where, reason, letters.DiscardAsync, cancellation);

    /// <summary>Replaces a letter's body, and its type when one is given; the original is kept.</summary>
    internal async Task<DeadLettersPayload> EditAsync(
        Principal caller, Guid id, string body, string? type, string reason, CancellationToken cancellation)
    {
        if (Problem(caller, reason) is { } problem)
        {
            return problem;
        }

        if (!MessageBody.TryParse(Encoding.UTF8.GetBytes(body), out var content, out var error))
        {
            return DeadLettersPayload.Refused(error!.Code, $"{error.Message} (byte {error.Position})", "body");
        }

        var shown = await queries.IdsAsync(caller, new Filter.Holds($"c.id = {id}"), 1, cancellation);
        return shown.Count == 1
            && await letters.EditAsync(
                caller.Tenant.Value, new MessageId(id), content!, type, caller.Subject, reason, cancellation)
            ? new DeadLettersPayload([id], [])
            : DeadLettersPayload.Refused("DEAD_LETTER_NOT_FOUND", "There is no such dead letter.", "id");
    }

    private delegate Task<IReadOnlyList<MessageId>> Decide(
        string tenantId,
        IReadOnlyCollection<MessageId> messageIds,
        string by,
        string reason,
        CancellationToken cancellation);

    private async Task<DeadLettersPayload> DecideAsync(
        Principal caller, Filter where, string reason, Decide decide, CancellationToken cancellation)
    {
        if (Problem(caller, reason) is { } problem)
        {
            return problem;
        }

        var shown = await queries.IdsAsync(caller, where, LettersMax, cancellation);
        var done = await decide(
            caller.Tenant.Value, [.. shown.Select(id => new MessageId(id))], caller.Subject, reason, cancellation);
        return new DeadLettersPayload([.. done.Select(id => id.Value)], []);
    }

    private static DeadLettersPayload? Problem(Principal caller, string reason) =>
        !IsOpenTo(caller) ? new DeadLettersPayload([], [CommandError.Forbidden(Permission.Decide)])
        : string.IsNullOrWhiteSpace(reason)
            ? DeadLettersPayload.Refused("REASON_REQUIRED", "Say why; it is kept with the letter.", "reason")
            : null;
}
