namespace Attribution.GraphQL.Language;

/// <summary>A literal or a variable (section 2.9 "Input Values").</summary>
public abstract record Value : SyntaxNode
{
    private Value(Location location)
        : base(location)
    {
    }

    /// <summary><c>$name</c></summary>
    public sealed record Variable(Location Location, Name Name) : Value(Location);

    /// <summary>An integer of any size; its digits are its bytes in the source.</summary>
    public sealed record Int(Location Location) : Value(Location)
    {
        public bool Equals(Int? other) => other is not null && Location.Utf8.SequenceEqual(other.Location.Utf8);

        public override int GetHashCode() => new Name(Location).GetHashCode();
    }

    /// <summary>A number with a fraction or an exponent; its digits are its bytes in the source.</summary>
    public sealed record Float(Location Location) : Value(Location)
    {
        public bool Equals(Float? other) => other is not null && Location.Utf8.SequenceEqual(other.Location.Utf8);

        public override int GetHashCode() => new Name(Location).GetHashCode();
    }

    /// <summary>A string, its escapes resolved and, in a block string, its indentation removed.</summary>
    public sealed record String(Location Location, string Text, bool IsBlock) : Value(Location);

    /// <summary><c>true</c> or <c>false</c></summary>
    public sealed record Boolean(Location Location, bool IsTrue) : Value(Location);

    /// <summary><c>null</c></summary>
    public sealed record Null(Location Location) : Value(Location);

    /// <summary>A name that is none of <c>true</c>, <c>false</c> and <c>null</c>.</summary>
    public sealed record Enum(Location Location, Name Name) : Value(Location);

    /// <summary><c>[a, b]</c></summary>
    public sealed record List(Location Location, SyntaxList<Value> Items) : Value(Location);

    /// <summary><c>{name: value}</c></summary>
    public sealed record Object(Location Location, SyntaxList<ObjectField> Fields) : Value(Location);
}

/// <summary>One <c>name: value</c> of an input object literal.</summary>
public sealed record ObjectField(Location Location, Name Name, Value Value) : SyntaxNode(Location);
