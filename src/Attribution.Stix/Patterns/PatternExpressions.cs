using System.Collections.Immutable;

namespace Attribution.Stix.Patterns;

/// <summary>How observation expressions are combined (section 9.3); <c>FOLLOWEDBY</c> binds weakest.</summary>
internal enum ObservationOperator
{
    And,
    Or,
    FollowedBy,
}

/// <summary>An expression over observations: what stands outside the square brackets.</summary>
internal abstract record ObservationExpression
{
    private ObservationExpression()
    {
    }

    /// <summary>One observation: the comparisons between <c>[</c> and <c>]</c>.</summary>
    public sealed record Observation(ComparisonExpression Comparison) : ObservationExpression;

    /// <summary>Two or more expressions combined by one operator.</summary>
    public sealed record Combined(ObservationOperator Operator, ImmutableArray<ObservationExpression> Operands)
        : ObservationExpression;

    /// <summary><c>REPEATS n TIMES</c>.</summary>
    public sealed record Repeated(ObservationExpression Inner, long Times) : ObservationExpression;

    /// <summary><c>WITHIN n SECONDS</c>.</summary>
    public sealed record Within(ObservationExpression Inner, double Seconds) : ObservationExpression;

    /// <summary><c>START t'...' STOP t'...'</c>.</summary>
    public sealed record Between(ObservationExpression Inner, StixTimestamp Start, StixTimestamp Stop)
        : ObservationExpression;
}

/// <summary>How comparisons are combined inside an observation; <c>AND</c> binds stronger.</summary>
internal enum ComparisonCombination
{
    And,
    Or,
}

/// <summary>An expression over the properties of observables: what stands inside the square brackets.</summary>
internal abstract record ComparisonExpression
{
    private ComparisonExpression()
    {
    }

    /// <summary>Two or more expressions combined by one operator.</summary>
    public sealed record Combined(ComparisonCombination Operator, ImmutableArray<ComparisonExpression> Operands)
        : ComparisonExpression;

    /// <summary>One comparison.</summary>
    /// <param name="Path">The property.</param>
    /// <param name="Operator">How it is compared.</param>
    /// <param name="IsNegated">Whether <c>NOT</c> stands before the operator.</param>
    /// <param name="Values">The value; several for <c>IN</c>, none for <c>EXISTS</c>.</param>
    public sealed record Comparison(
        ObjectPath Path, ComparisonOperator Operator, bool IsNegated, ImmutableArray<PatternLiteral> Values)
        : ComparisonExpression;
}

/// <summary>The comparison operators of section 9.6.</summary>
internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual,
    In,

    /// <summary>SQL-like wildcards: <c>%</c> and <c>_</c>.</summary>
    Like,

    /// <summary>A PCRE regular expression.</summary>
    Matches,

    /// <summary>The address lies in the given CIDR block.</summary>
    IsSubset,

    /// <summary>The address block holds the given one.</summary>
    IsSuperset,
    Exists,
}

/// <summary>What kind of value a literal is.</summary>
internal enum PatternLiteralKind
{
    Text,
    Integer,
    Float,
    Boolean,
    Timestamp,
    Hex,
    Binary,
}

/// <summary>A value in a pattern; <paramref name="Text"/> is unescaped and without quotes or prefix.</summary>
internal sealed record PatternLiteral(PatternLiteralKind Kind, string Text);

/// <summary>A property of an observable, such as <c>network-traffic:dst_ref.value</c>.</summary>
/// <param name="ObjectType">The type before the colon.</param>
/// <param name="Steps">Property names as written (unquoted), list positions as <c>[0]</c> and <c>[*]</c>.</param>
internal sealed record ObjectPath(string ObjectType, ImmutableArray<string> Steps);
