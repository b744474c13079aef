using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Attribution.GraphQL.Language;

/// <summary>
/// A name (specification, section 2.1.9 "Names") as it stands in its source, compared by its bytes. Making one costs
/// no string; <see cref="ToString"/> does. The default value is no name and equals only itself.
/// </summary>
public readonly struct Name(Location location) : IEquatable<Name>
{
    // Clients choose names, so their hashes must not be predictable from outside.
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    /// <summary>Where the name stands.</summary>
    public Location Location { get; } = location;

    /// <summary>The name's bytes; all ASCII in every name the parser makes.</summary>
    public ReadOnlySpan<byte> Utf8 => Location.Source is null ? [] : Location.Utf8;

    /// <summary>A name that stands in no document.</summary>
    public static Name Of(string text)
    {
        var source = new Source(text, text);
        return new Name(new Location(source, 0, source.Utf8.Length));
    }

    /// <summary>Whether the name is this text; for literals such as <c>"on"u8</c>.</summary>
    public bool Is(ReadOnlySpan<byte> utf8) => Utf8.SequenceEqual(utf8);

    public bool Equals(Name other) => Utf8.SequenceEqual(other.Utf8);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Name other && Equals(other);

    public override int GetHashCode()
    {
        var rest = Utf8;
        var hash = Seed ^ (uint)rest.Length;
        for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest));
        }

        ulong tail = 0;
        foreach (var value in rest)
        {
            tail = (tail << 8) | value;
        }

        hash = Mix(hash ^ tail);
        return (int)(hash ^ (hash >> 32));
    }

    public override string ToString() => Location.Source is null ? "" : Location.ToString();

    public static bool operator ==(Name left, Name right) => left.Equals(right);

    public static bool operator !=(Name left, Name right) => !left.Equals(right);

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, 0x9E3779B97F4A7C15, out var low);
        return high ^ low;
    }
}
