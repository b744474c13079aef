using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Attribution.EventStore.Projections;
using NodaTime;

namespace Attribution.EventStore.Daemon;

/// <summary>An event that a projection could not apply. The projection went on without it.</summary>
/// <param name="Id">Names it: the same for the same projection and event.</param>
/// <param name="Projection">The projection.</param>
/// <param name="Position">The event's place in the log.</param>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Version">Its place in the stream.</param>
/// <param name="EventType">Its name in storage.</param>
/// <param name="ExceptionType">What kind of error it was.</param>
/// <param name="Message">What the error said.</param>
/// <param name="ParkedAt">When.</param>
public sealed record ParkedEvent(
    Guid Id, string Projection, long Position, StreamId Stream, long Version, string EventType, string ExceptionType,
    string Message, Instant ParkedAt)
{
    internal static ParkedEvent Of(Projection projection, FailedEvent failed, Instant now) => new(
        IdOf(projection.Name, failed.Event.Position),
        projection.Name,
        failed.Event.Position,
        failed.Event.Stream,
        failed.Event.Version,
        failed.Event.Type,
        failed.Error.GetType().FullName!,
        failed.Error.Message.Replace('\0', ' '),
        now);

    // Made of what it names, so that an event that is parked again replaces its earlier row.
    private static Guid IdOf(string projection, long position)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var name = new byte[Encoding.UTF8.GetByteCount(projection) + sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(name, position);
        Encoding.UTF8.GetBytes(projection, name.AsSpan(sizeof(long)));
        SHA256.HashData(name, hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80); // version 8: made by a rule of one's own (RFC 9562, section 5.8)
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
