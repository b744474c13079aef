using System.Collections.Immutable;
using System.Globalization;

namespace Attribution.Stix.Patterns;

/// <summary>
/// Recursive descent over the grammar of section 9. Chains of one operator are kept flat, so only brackets nest, and
/// those are counted: a hostile pattern cannot exhaust the stack.
/// </summary>
internal sealed class PatternParser(List<PatternToken> tokens)
{
    private readonly TokenCursor _tokens = new(tokens);
    private int _depth;

    public ObservationExpression Parse()
    {
        var expression = FollowedBy();
        return _tokens.Current.Kind == TokenKind.End
            ? expression
            : throw _tokens.Unexpected("AND, OR, FOLLOWEDBY, a qualifier or the end of the pattern");
    }

    private ObservationExpression FollowedBy() => Chain("FOLLOWEDBY", ObservationOperator.FollowedBy, () =>
        Chain("OR", ObservationOperator.Or, () => Chain("AND", ObservationOperator.And, Qualified)));

    private ObservationExpression Chain(
        string keyword, ObservationOperator combination, Func<ObservationExpression> operand)
    {
        var operands = Separated(keyword, operand);
        return operands.Length == 1 ? operands[0] : new ObservationExpression.Combined(combination, operands);
    }

    private ObservationExpression Qualified()
    {
        var expression = Observation();
        while (true)
        {
            if (_tokens.TakeKeyword("REPEATS"))
            {
                expression = new ObservationExpression.Repeated(expression, Times());
            }
            else if (_tokens.TakeKeyword("WITHIN"))
            {
                expression = new ObservationExpression.Within(expression, Seconds());
            }
            else if (_tokens.TakeKeyword("START"))
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
        if (_tokens.Current.Kind == TokenKind.OpenParenthesis)
        {
            return Nested(TokenKind.CloseParenthesis, "')'", FollowedBy);
        }

        return _tokens.Current.Kind == TokenKind.OpenBracket
            ? Nested(TokenKind.CloseBracket, "']'", () => new ObservationExpression.Observation(AnyOf()))
            : throw _tokens.Unexpected("'[' or '('");
    }

    private long Times()
    {
        var token = _tokens.Take(TokenKind.Integer, "a number of times");
        _tokens.ExpectKeyword("TIMES");
        return long.TryParse(token.Text, CultureInfo.InvariantCulture, out var times) && times > 0
            ? times
            : throw new PatternSyntaxException(token.Position, "REPEATS needs a positive number of times.");
    }

    private double Seconds()
    {
        var token = _tokens.Current.Kind == TokenKind.Float
            ? _tokens.Take(TokenKind.Float, "")
            : _tokens.Take(TokenKind.Integer, "a number of seconds");
        _tokens.ExpectKeyword("SECONDS");
        var seconds = double.Parse(token.Text, CultureInfo.InvariantCulture);
        return seconds > 0 && double.IsFinite(seconds)
            ? seconds
            : throw new PatternSyntaxException(token.Position, "WITHIN needs a positive number of seconds.");
    }

    private ObservationExpression.Between Between(ObservationExpression inner)
    {
        var start = Timestamp();
        _tokens.ExpectKeyword("STOP");
        var place = _tokens.Current.Position;
        var stop = Timestamp();
        return start.Instant < stop.Instant
            ? new ObservationExpression.Between(inner, start, stop)
            : throw new PatternSyntaxException(place, "STOP must be later than START.");
    }

    private StixTimestamp Timestamp() =>
        StixTimestamp.TryParse(_tokens.Take(TokenKind.Timestamp, "a timestamp t'...'").Text, out var timestamp)
            ? timestamp
            : default;

    private ComparisonExpression AnyOf() => Chain("OR", ComparisonCombination.Or, () =>
        Chain("AND", ComparisonCombination.And, Test));

    private ComparisonExpression Chain(
        string keyword, ComparisonCombination combination, Func<ComparisonExpression> operand)
    {
        var operands = Separated(keyword, operand);
        return operands.Length == 1 ? operands[0] : new ComparisonExpression.Combined(combination, operands);
    }

    private ComparisonExpression Test()
    {
        if (_tokens.Current.Kind == TokenKind.OpenParenthesis)
        {
            return Nested(TokenKind.CloseParenthesis, "')'", AnyOf);
        }

        var isNegated = _tokens.TakeKeyword("NOT");
        if (_tokens.TakeKeyword("EXISTS"))
        {
            return new ComparisonExpression.Comparison(Path(), ComparisonOperator.Exists, isNegated, []);
        }

        if (isNegated)
        {
            throw _tokens.Unexpected("EXISTS after NOT");
        }

        var path = Path();
        isNegated = _tokens.TakeKeyword("NOT");
        var comparison = Operator();
        return new ComparisonExpression.Comparison(path, comparison, isNegated, Values(comparison));
    }

    private ComparisonOperator Operator()
    {
        ComparisonOperator? known = (_tokens.Current.Kind, _tokens.Current.Text) switch
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
            throw _tokens.Unexpected("a comparison operator");
        }

        _tokens.Next();
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
                var text = _tokens.Take(TokenKind.Text, "a string in quotes").Text;
                return [new PatternLiteral(PatternLiteralKind.Text, text)];
            case ComparisonOperator.Greater or ComparisonOperator.Less or ComparisonOperator.GreaterOrEqual
                or ComparisonOperator.LessOrEqual when _tokens.Current.Kind == TokenKind.Boolean:
                throw _tokens.Unexpected("a value that has an order");
            default:
                return [Literal()];
        }
    }

    private ImmutableArray<PatternLiteral> Set()
    {
        _tokens.Take(TokenKind.OpenParenthesis, "'(' after IN");
        var values = ImmutableArray.CreateBuilder<PatternLiteral>();
        while (_tokens.Current.Kind != TokenKind.CloseParenthesis)
        {
            if (values.Count > 0)
            {
                _tokens.Take(TokenKind.Comma, "',' or ')'");
            }

            values.Add(Literal());
        }

        _tokens.Next();
        return values.ToImmutable();
    }

    private PatternLiteral Literal()
    {
        if (!_tokens.Current.IsLiteral)
        {
            throw _tokens.Unexpected("a value");
        }

        var token = _tokens.Next();
        return new PatternLiteral(Enum.Parse<PatternLiteralKind>(token.Kind.ToString()), token.Text);
    }

    private ObjectPath Path()
    {
        var type = _tokens.Take(TokenKind.Name, "an object type such as ipv4-addr").Text;
        _tokens.Take(TokenKind.Colon, "':' after the object type");
        var steps = ImmutableArray.CreateBuilder<string>();
        steps.Add(PropertyName());
        while (true)
        {
            if (_tokens.TakeIf(TokenKind.Dot))
            {
                steps.Add(PropertyName());
            }
            else if (_tokens.TakeIf(TokenKind.OpenBracket))
            {
                steps.Add($"[{ListPosition()}]");
                _tokens.Take(TokenKind.CloseBracket, "']'");
            }
            else
            {
                return new ObjectPath(type, steps.ToImmutable());
            }
        }
    }

    private string PropertyName()
    {
        if (_tokens.Current.Kind == TokenKind.Name && _tokens.Current.Text.Contains('-', StringComparison.Ordinal))
        {
            throw new PatternSyntaxException(_tokens.Current.Position,
                $"A property name with a hyphen stands in quotes: '{_tokens.Current.Text}'.");
        }

        return _tokens.Current.Kind is TokenKind.Name or TokenKind.Text
            ? _tokens.Next().Text
            : throw _tokens.Unexpected("a property name");
    }

    private string ListPosition() => _tokens.Current.Kind is TokenKind.Integer or TokenKind.Asterisk
        ? _tokens.Next().Text
        : throw _tokens.Unexpected("a list position or '*'");

    private T Nested<T>(TokenKind closing, string closingText, Func<T> inner)
    {
        if (++_depth > StixPattern.MaxDepth)
        {
            var position = _tokens.Current.Position;
            throw new PatternSyntaxException(position, $"Brackets nest deeper than {StixPattern.MaxDepth}.");
        }

        _tokens.Next();
        var result = inner();
        _tokens.Take(closing, $"AND, OR or {closingText}");
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
        while (_tokens.TakeKeyword(keyword));

        return operands.ToImmutable();
    }
}
