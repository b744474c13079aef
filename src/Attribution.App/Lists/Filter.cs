using System.Collections.Immutable;

namespace Attribution.App.Lists;

/// <summary>
/// Which records a list shows. A tree, so that every combination can be said; its leaves are SQL that the program
/// wrote, with holes for what the client said: a hole always becomes a parameter (<see cref="FilterSql"/>).
/// </summary>
internal abstract record Filter
{
    private Filter()
    {
    }

    /// <summary>Leaves nothing out.</summary>
    internal static Filter Everything { get; } = new All();

    /// <summary>How many conditions it is made of.</summary>
    internal abstract int Size { get; }

    /// <summary>Each of them holds.</summary>
    internal sealed record All(params ImmutableArray<Filter> Filters) : Filter
    {
        internal override int Size => Filters.Sum(filter => filter.Size);
    }

    /// <summary>At least one of them holds.</summary>
    internal sealed record Any(params ImmutableArray<Filter> Filters) : Filter
    {
        internal override int Size => Filters.Sum(filter => filter.Size);
    }

    /// <summary>It does not hold; its inner condition must not be null for any record.</summary>
    internal sealed record Not(Filter Inner) : Filter
    {
        internal override int Size => Inner.Size;
    }

    /// <summary>A condition on the alias <c>c</c> of the statement.</summary>
    internal sealed record Holds(FormattableString Sql) : Filter
    {
        internal override int Size => 1;
    }

    /// <summary>It asks for something that nothing can be compared with; said when the list is read.</summary>
    internal sealed record Refused(string Why) : Filter
    {
        internal override int Size => 1;
    }
}
