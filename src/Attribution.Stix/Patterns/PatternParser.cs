using System.Collections.Immutable;
using System.Globalization;

namespace Attribution.Stix.Patterns;

/// <summary>
/// Recursive descent over the grammar of section 9. Chains of one operator are kept flat, so only brackets nest, and
/// those are counted: a hostile pattern cannot exhaust the stack.
/// </summary>
internal sealed class PatternParser(List<PatternToken> tokens)
{
    private int _position;
    private int _depth;

    private PatternToken Current => tokens[_position];

    public ObservationExpression Parse()
    {
        var expression = FollowedBy();
        return Current.Kind == TokenKind.End
            ? expression
            : throw Unexpected("AND, OR, FOLLOWEDBY, a qualifier or the end of the pattern");
    }

    private ObservationExpression FollowedBy() => Chain("FOLLOWEDBY", ObservationOperator.FollowedBy, () =>
        Chain("OR", ObservationOperator.Or, () => Chain("AND", ObservationOperator.And, Qualified)));

    private ObservationExpression Chain(string keyword, ObservationOperator combination, Func<ObservationExpression> operand)
    {
        var operands = Separated(keyword, operand);
        return operands.Length == 1 ? operands[0] : new ObservationExpression.Combined(combination, operands);
    }

    private ObservationExpression Qualified()
    {
        var expression = Observation();
        while (true)
        {
            if (TakeKeyword("REPEATS"))
            {
                expression = new ObservationExpression.Repeated(expression, Times());
            }
            else if (TakeKeyword("WITHIN"))
            {
                expression = new ObservationExpression.Within(expression, Seconds());
            }
            else if (TakeKeyword("START"))
            {
                expression = Between(expression);
            }
            else
            {
                return expression;
            }
        }
    }

    private ObservationExpression Observation()
    {
        if (Current.Kind == TokenKind.OpenParenthesis)
        {
            return Nested(TokenKind.CloseParenthesis, "')'", FollowedBy);
        }

        return Current.Kind == TokenKind.OpenBracket
            ? Nested(TokenKind.CloseBracket, "']'", () => new ObservationExpression.Observation(AnyOf()))
            : throw Unexpected("'[' or '('");
    }

    private long Times()
    {
        var token = Take(TokenKind.Integer, "a number of times");
        ExpectKeyword("TIMES");
        return long.TryParse(token.Text, CultureInfo.InvariantCulture, out var times) && times > 0
            ? times
            : throw new PatternSyntaxException(token.Position, "REPEATS needs a positive number of times.");
    }

    private double Seconds()
    {
        var token = Current.Kind == TokenKind.Float ? Take(TokenKind.Float, "") : Take(TokenKind.Integer, "a number of seconds");
        ExpectKeyword("SECONDS");
        var seconds = double.Parse(token.Text, CultureInfo.InvariantCulture);
        return seconds > 0 && double.IsFinite(seconds)
            ? seconds
            : throw new PatternSyntaxException(token.Position, "WITHIN needs a positive number of seconds.");
    }

    private ObservationExpression.Between Between(ObservationExpression inner)
    {
        var start = Timestamp();
        ExpectKeyword("STOP");
        var place = Current.Position;
        var stop = Timestamp();
        return start.Instant < stop.Instant
            ? new ObservationExpression.Between(inner, start, stop)
            : throw new PatternSyntaxException(place, "STOP must be later than START.");
    }

    private StixTimestamp Timestamp() =>
        StixTimestamp.TryParse(Take(TokenKind.Timestamp, "a timestamp t'...'").Text, out var timestamp)
            ? timestamp
            : default;

    private ComparisonExpression AnyOf() => Chain("OR", ComparisonCombination.Or, () =>
        Chain("AND", ComparisonCombination.And, Test));

    private ComparisonExpression Chain(string keyword, ComparisonCombination combination, Func<ComparisonExpression> operand)
    {
        var operands = Separated(keyword, operand);
        return operands.Length == 1 ? operands[0] : new ComparisonExpression.Combined(combination, operands);
    }

    private ComparisonExpression Test()
    {
        if (Current.Kind == TokenKind.OpenParenthesis)
        {
            return Nested(TokenKind.CloseParenthesis, "')'", AnyOf);
        }

        var isNegated = TakeKeyword("NOT");
        if (TakeKeyword("EXISTS"))
        {
            return new ComparisonExpression.Comparison(Path(), ComparisonOperator.Exists, isNegated, []);
        }

        if (isNegated)
        {
            throw Unexpected("EXISTS after NOT");
        }

        var path = Path();
        isNegated = TakeKeyword("NOT");
        var comparison = Operator();
        return new ComparisonExpression.Comparison(path, comparison, isNegated, Values(comparison));
    }

    private ComparisonOperator Operator()
    {
        ComparisonOperator? known = (Current.Kind, Current.Text) switch
        {
            (TokenKind.Operator, "=" or "==") => ComparisonOperator.Equal,
            (TokenKind.Operator, "!=" or "<>") => ComparisonOperator.NotEqual,
            (TokenKind.Operator, ">") => ComparisonOperator.Greater,
            (TokenKind.Operator, "<") => ComparisonOperator.Less,
            (TokenKind.Operator, ">=") => ComparisonOperator.GreaterOrEqual,
            (TokenKind.Operator, "<=") => ComparisonOperator.LessOrEqual,
            (TokenKind.Keyword, "IN") => ComparisonOperator.In,
            (TokenKind.Keyword, "LIKE") => ComparisonOperator.Like,
            (TokenKind.Keyword, "MATCHES") => ComparisonOperator.Matches,
            (TokenKind.Keyword, "ISSUBSET") => ComparisonOperator.IsSubset,
            (TokenKind.Keyword, "ISSUPERSET") => ComparisonOperator.IsSuperset,
            _ => null,
        };
        if (known is null)
        {
            throw Unexpected("a comparison operator");
        }

        _position++;
        return known.Value;
    }

    private ImmutableArray<PatternLiteral> Values(ComparisonOperator comparison)
    {
        switch (comparison)
        {
            case ComparisonOperator.In:
                return Set();
            case ComparisonOperator.Like or ComparisonOperator.Matches or ComparisonOperator.IsSubset
                or ComparisonOperator.IsSuperset:
                return [new PatternLiteral(PatternLiteralKind.Text, Take(TokenKind.Text, "a string in single quotes").Text)];
            case ComparisonOperator.Greater or ComparisonOperator.Less or ComparisonOperator.GreaterOrEqual
                or ComparisonOperator.LessOrEqual when Current.Kind == TokenKind.Boolean:
                throw Unexpected("a value that has an order");
            default:
                return [Literal()];
        }
    }

    private ImmutableArray<PatternLiteral> Set()
    {
        Take(TokenKind.OpenParenthesis, "'(' after IN");
        var values = ImmutableArray.CreateBuilder<PatternLiteral>();
        while (Current.Kind != TokenKind.CloseParenthesis)
        {
            if (values.Count > 0)
            {
                Take(TokenKind.Comma, "',' or ')'");
            }

            values.Add(Literal());
        }

        _position++;
        return values.ToImmutable();
    }

    private PatternLiteral Literal()
    {
        if (!Current.IsLiteral)
        {
            throw Unexpected("a value");
        }

        var token = tokens[_position++];
        return new PatternLiteral(Enum.Parse<PatternLiteralKind>(token.Kind.ToString()), token.Text);
    }

    private ObjectPath Path()
    {
        var type = Take(TokenKind.Name, "an object type such as ipv4-addr").Text;
        Take(TokenKind.Colon, "':' after the object type");
        var steps = ImmutableArray.CreateBuilder<string>();
        steps.Add(PropertyName());
        while (true)
        {
            if (TakeIf(TokenKind.Dot))
            {
                steps.Add(PropertyName());
            }
            else if (TakeIf(TokenKind.OpenBracket))
            {
                steps.Add($"[{ListPosition()}]");
                Take(TokenKind.CloseBracket, "']'");
            }
            else
            {
                return new ObjectPath(type, steps.ToImmutable());
            }
        }
    }

    private string PropertyName()
    {
        if (Current.Kind == TokenKind.Name && Current.Text.Contains('-', StringComparison.Ordinal))
        {
            throw new PatternSyntaxException(Current.Position,
                $"A property name with a hyphen stands in quotes: '{Current.Text}'.");
        }

        return Current.Kind is TokenKind.Name or TokenKind.Text
            ? tokens[_position++].Text
            : throw Unexpected("a property name");
    }

    private string ListPosition() => Current.Kind is TokenKind.Integer or TokenKind.Asterisk
        ? tokens[_position++].Text
        : throw Unexpected("a list position or '*'");

    private T Nested<T>(TokenKind closing, string closingText, Func<T> inner)
    {
        if (++_depth > StixPattern.MaxDepth)
        {
            throw new PatternSyntaxException(Current.Position, $"Brackets nest deeper than {StixPattern.MaxDepth} levels.");
        }

        _position++;
        var result = inner();
        Take(closing, $"AND, OR or {closingText}");
        _depth--;
        return result;
    }

    private ImmutableArray<T> Separated<T>(string keyword, Func<T> operand)
    {
        var operands = ImmutableArray.CreateBuilder<T>();
        do
        {
            operands.Add(operand());
        }
        while (TakeKeyword(keyword));

        return operands.ToImmutable();
    }

    private PatternToken Take(TokenKind kind, string expected) =>
        Current.Kind == kind ? tokens[_position++] : throw Unexpected(expected);

    private bool TakeIf(TokenKind kind)
    {
        var isThere = Current.Kind == kind;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private bool TakeKeyword(string keyword)
    {
        var isThere = Current.Kind == TokenKind.Keyword && Current.Text == keyword;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private void ExpectKeyword(string keyword)
    {
        if (!TakeKeyword(keyword))
        {
            throw Unexpected(keyword);
        }
    }

    private PatternSyntaxException Unexpected(string expected) => new(
        Current.Position,
        Current.Kind == TokenKind.Unreadable ? Current.Text : $"Expected {expected}, found {Current}.");
}
