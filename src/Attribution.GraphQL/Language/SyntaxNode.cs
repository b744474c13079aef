namespace Attribution.GraphQL.Language;

/// <summary>
/// A node of a document (specification, section 2 "Language"). Nodes are immutable and compare by what they say, not by
/// where they stand: two documents are equal when they differ in ignored tokens only.
/// </summary>
public abstract record SyntaxNode
{
    private protected SyntaxNode(Location location) => Location = location;

    /// <summary>The piece of source the node was read from.</summary>
    public Location Location { get; init; }

    public virtual bool Equals(SyntaxNode? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>The node in the form <see cref="Printer"/> writes.</summary>
    public sealed override string ToString() => Printer.Print(this);
}

/// <summary>A whole document (section 2.2 "Document").</summary>
public sealed record Document(Location Location, SyntaxList<Definition> Definitions) : SyntaxNode(Location);
