using System.Text;
using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Language;

/// <summary>A piece of a source: the bytes from <see cref="Start"/> up to, and without, <see cref="End"/>.</summary>
public readonly struct Location(Source source, int start, int end) : IEquatable<Location>
{
    /// <summary>The source the piece lies in.</summary>
    public Source Source { get; } = source;

    /// <summary>Offset of the first byte.</summary>
    public int Start { get; } = start;

    /// <summary>Offset behind the last byte.</summary>
    public int End { get; } = end;

    /// <summary>The bytes themselves.</summary>
    public ReadOnlySpan<byte> Utf8 => Source.Utf8[Start..End];

    /// <summary>Line and column of the first byte; computed on every call.</summary>
    public SourceLocation Position => Source.PositionOf(Start);

    public bool Equals(Location other) => Source == other.Source && Start == other.Start && End == other.End;

    public override bool Equals(object? obj) => obj is Location other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Source, Start, End);

    /// <summary>The text of the piece.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Utf8);

    public static bool operator ==(Location left, Location right) => left.Equals(right);

    public static bool operator !=(Location left, Location right) => !left.Equals(right);
}
