using System.Globalization;
using System.Security.Cryptography;
using Attribution.Domain.Access;
using Attribution.Messaging;

namespace Attribution.App.Pipeline;

/// <summary>What makes a command take effect once, however often it comes.</summary>
/// <param name="Mark">Names the row that is stored with the effect; its key refuses a second effect.</param>
/// <param name="Digest">The command's content, to tell a repetition from another command under the same id; null when
/// the door has compared it already.</param>
internal sealed record OnceKey(MessageId Mark, string? Digest)
{
    /// <summary>A command that a caller named. The name counts for this caller alone: nobody can take another's or
    /// learn that it was taken, not by a message either, which always has a tenant.</summary>
    internal static OnceKey OfCommand(Principal caller, string commandId, ReadOnlySpan<byte> content) => new(
        MessageId.Of("", MessageId.Of(caller.Tenant.Value, "/commands", caller.Subject).ToString(), commandId),
        Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>A message of the inbox, which took the same message once and refused another one under its
    /// name.</summary>
    internal static OnceKey OfMessage(MessageId message) => new(message, null);

    /// <summary>The key of one part of a command that consists of many.</summary>
    internal OnceKey At(int place) => this with
    {
        Mark = MessageId.Of("", Mark.ToString(), place.ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>Whether a refusal is an answer to be kept. A refused message is a dead letter, which may be repaired
    /// and sent again.</summary>
    internal bool KeepsRefusals => Digest is not null;
}
