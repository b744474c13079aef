using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Attribution.Messaging;

/// <summary>What a door offers to the inbox: a message, or bytes that should have been one.</summary>
/// <param name="Queue">The queue that will handle it.</param>
public abstract record IncomingMessage(string Queue)
{
    /// <summary>
    /// The part of the tenant within which its name and its subject count, as the door decides: messages of two scopes
    /// are never the same message, and neither waits for the other. What it means is the door's.
    /// </summary>
    public string Scope { get; init; } = "";

    /// <summary>The key under which it is stored and its outcome can be asked for.</summary>
    public abstract MessageId MessageId { get; }

    /// <summary>Bytes that it occupies while it waits to be stored.</summary>
    internal abstract int Size { get; }

    /// <summary>A message.</summary>
    public sealed record Readable(string Queue, Envelope Envelope) : IncomingMessage(Queue)
    {
        public override MessageId MessageId =>
            MessageId.Of(Envelope.TenantId, Envelope.Source, Envelope.Id, Scope);

        internal override int Size => Envelope.Body.Utf8.Length;
    }

    /// <summary>
    /// Bytes that are no message. They are kept whole, as a dead letter that can be edited into a message and replayed.
    /// Their id is their hash, so a door that gets them again keeps them once.
    /// </summary>
    /// <param name="Queue">The queue that would have handled it.</param>
    /// <param name="TenantId">The tenant whose token the door saw.</param>
    /// <param name="Source">The door or publisher, as a URI reference.</param>
    /// <param name="Raw">The bytes, all of them.</param>
    /// <param name="Error">Why they are no message.</param>
    public sealed record Malformed(
        string Queue, string TenantId, string Source, ReadOnlyMemory<byte> Raw, EnvelopeError Error)
        : IncomingMessage(Queue)
    {
        /// <summary>What the door says of the bytes: extension attributes of the dead letter.</summary>
        public ImmutableSortedDictionary<string, string> Extensions { get; init; } =
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

        /// <summary>The type of what could not be read.</summary>
        public const string Type = "attribution.messaging.malformed.v1";

        /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
        public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(Raw.Span));

        public override MessageId MessageId => MessageId.Of(TenantId, Source, Id, Scope);

        internal override int Size => Raw.Length;
    }
}
